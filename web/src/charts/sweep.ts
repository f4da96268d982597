import type { CustomSeriesRenderItemAPI, CustomSeriesRenderItemParams, EChartsCoreOption } from "echarts"
import type { TableCell } from "../api"
import { meanText } from "../model/cell"
import { number } from "../model/format"
import { numeric } from "../model/sweep"
import type { Colours } from "./colours"
import { axis, legend, tip, tooltip } from "./shared"

export interface SweepCurve {
  name: string
  points: { x: string; cell: TableCell }[]
}

/** A metric over a parameter: means with their intervals, dashed where real data score. */
export function sweepOption(curves: SweepCurve[], parameter: string, metric: string, colours: Colours): EChartsCoreOption {
  const words = [...new Set(curves.flatMap(c => c.points.map(p => p.x)))]
  const numbers = words.every(word => numeric(word) !== null)
  const at = (x: string) => (numbers ? numeric(x)! : words.indexOf(x))
  return {
    grid: { left: 8, right: 20, top: 36, bottom: 24, containLabel: true },
    legend: legend(colours),
    tooltip: {
      ...tooltip(colours),
      formatter: (item: { data: { cell?: TableCell; x?: string }; seriesName: string }) => describe(item, parameter),
    },
    xAxis: {
      type: numbers ? "value" : "category",
      ...(numbers ? { scale: true } : { data: words }),
      name: parameter,
      nameLocation: "middle",
      nameGap: 28,
      ...axis(colours),
    },
    yAxis: { type: "value", scale: true, name: metric, ...axis(colours) },
    series: curves.flatMap((curve, index) => {
      const color = colours.series[index % 8]!
      const done = curve.points.filter(p => p.cell.mean != null)
      return [
        {
          type: "line",
          name: curve.name,
          symbol: ["circle", "rect", "triangle", "diamond"][index % 4],
          symbolSize: 8,
          itemStyle: { color },
          lineStyle: { color, width: 2 },
          data: done.map(p => ({ value: [at(p.x), p.cell.mean], cell: p.cell, x: p.x })),
        },
        {
          type: "custom",
          name: curve.name,
          silent: true,
          renderItem: whisker(color),
          encode: { x: 0, y: [1, 2] },
          data: done
            .filter(p => p.cell.half_width95 != null)
            .map(p => [at(p.x), p.cell.mean! - p.cell.half_width95!, p.cell.mean! + p.cell.half_width95!]),
        },
        {
          type: "line",
          name: curve.name,
          silent: true,
          symbol: "none",
          lineStyle: { color, type: "dashed", width: 1, opacity: 0.8 },
          itemStyle: { color },
          data: done.filter(p => p.cell.floor != null).map(p => [at(p.x), p.cell.floor]),
        },
      ]
    }),
  }
}

function describe(
  { data, seriesName }: { data: { cell?: TableCell; x?: string }; seriesName: string },
  parameter: string,
): HTMLElement | string {
  if (!data.cell) return ""
  const { mean, half } = meanText(data.cell)
  return tip(seriesName, [
    [parameter, data.x ?? ""],
    ["mean", half ? `${mean} ± ${half}` : mean],
    ["seeds", `${data.cell.done} of ${data.cell.asked}`],
    ["floor", number(data.cell.floor)],
  ])
}

const whisker = (stroke: string) => (_: CustomSeriesRenderItemParams, api: CustomSeriesRenderItemAPI) => {
  const [x, low] = api.coord([api.value(0), api.value(1)]) as [number, number]
  const [, high] = api.coord([api.value(0), api.value(2)]) as [number, number]
  const line = (x1: number, y1: number, x2: number, y2: number) => ({
    type: "line" as const,
    shape: { x1, y1, x2, y2 },
    style: { stroke, lineWidth: 1.5 },
  })
  return {
    type: "group" as const,
    children: [line(x, low, x, high), line(x - 5, low, x + 5, low), line(x - 5, high, x + 5, high)],
  }
}

import type { EChartsCoreOption } from "echarts/core"
import type { CurvePoint } from "../api"
import { number } from "../model/format"
import type { Colours } from "./colours"
import { axis, legend, tip, tooltip } from "./shared"

export interface LossCurve {
  name: string
  points: readonly CurvePoint[]
}

/** Running loss of one or more trials; the loss of every step behind it where there is only one. */
export function lossOption(curves: readonly LossCurve[], log: boolean, colours: Colours): EChartsCoreOption {
  const single = curves.length === 1
  return {
    grid: { left: 8, right: 16, top: single ? 12 : 34, bottom: 22, containLabel: true },
    legend: single ? undefined : legend(colours),
    tooltip: {
      ...tooltip(colours),
      trigger: "axis",
      formatter: (items: { seriesName: string; value: [number, number] }[]) =>
        tip(
          `step ${items[0]?.value[0]}`,
          items.map(i => [i.seriesName, number(i.value[1], 4)] as const),
        ),
    },
    xAxis: { type: "value", name: "step", nameLocation: "middle", nameGap: 24, ...axis(colours) },
    yAxis: { type: log ? "log" : "value", scale: true, ...axis(colours) },
    dataZoom: [{ type: "inside", filterMode: "none", zoomOnMouseWheel: "ctrl" }],
    series: [
      ...(single ? curves.map(curve => line("each step", curve, 1, colours.quiet, 0.35, 1)) : []),
      ...curves.map((curve, index) => line(single ? "running mean" : curve.name, curve, 2, colours.series[index % 8]!, 1, 2)),
    ],
  }
}

const line = (name: string, curve: LossCurve, column: 1 | 2, color: string, opacity: number, width: number) => ({
  type: "line",
  name,
  showSymbol: curve.points.length < 3,
  sampling: "lttb",
  lineStyle: { color, opacity, width },
  itemStyle: { color },
  emphasis: { disabled: true },
  data: curve.points.map(point => [point[0], point[column]]),
})

import type { EChartsCoreOption } from "echarts/core"
import { number } from "../model/format"
import { numeric, type Sweep } from "../model/sweep"
import type { Colours } from "./colours"
import { axis, legend, tip, tooltip } from "./shared"

/** Every configuration as one line through its settings and scores; those given up early are dashed. */
export function parallelOption(sweep: Sweep, metrics: string[], colours: Colours): EChartsCoreOption {
  const rows = [...new Set(sweep.points.map(p => p.row))]
  const chosen = metrics.map(name => sweep.metrics.find(m => m.name === name)).filter(m => m !== undefined)
  const scale = {
    ...axis(colours),
    axisLabel: { color: colours.quiet, fontSize: 11 },
    nameTextStyle: { color: colours.ink, fontSize: 12 },
  }
  const parameters = sweep.parameters.map(name => {
    const words = [...new Set(sweep.points.map(p => p.settings[name] ?? "–"))]
    return words.every(word => numeric(word) !== null)
      ? { name, type: "value", scale: true }
      : { name, type: "category", data: words }
  })
  const axes = [
    ...parameters,
    ...chosen.map(m => ({ name: `${m.title} ${m.higherIsBetter ? "↑" : "↓"}`, type: "value", scale: true })),
  ]
  return {
    legend: legend(colours),
    tooltip: {
      ...tooltip(colours),
      formatter: ({ data }: { data: { name: string; value: (number | string)[] } }) =>
        tip(
          data.name,
          axes.map(
            (a, i) => [a.name, typeof data.value[i] === "number" ? number(data.value[i]) : String(data.value[i])] as const,
          ),
        ),
    },
    parallel: { left: 40, right: 60, top: 64, bottom: 24, axisExpandable: false },
    parallelAxis: axes.map((a, dim) => ({ dim, ...scale, ...a, nameTruncate: { maxWidth: 130 } })),
    series: rows.map((row, index) => {
      const color = colours.series[index % 8]!
      return {
        type: "parallel",
        name: row,
        itemStyle: { color },
        lineStyle: { color, width: 1.5, opacity: 0.7 },
        emphasis: { lineStyle: { width: 3, opacity: 1 } },
        data: sweep.points
          .filter(p => p.row === row)
          .map(p => ({
            name: `${p.row}, ${p.column}${p.stopped ? " (stopped early)" : ""}`,
            lineStyle: p.stopped ? { type: "dashed", opacity: 0.45 } : undefined,
            value: [
              ...sweep.parameters.map(name => numeric(p.settings[name]) ?? p.settings[name] ?? "–"),
              ...chosen.map(m => p.cells.get(m.name)?.mean ?? "-"),
            ],
          })),
      }
    }),
  }
}

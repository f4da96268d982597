import type { CustomSeriesRenderItemAPI, CustomSeriesRenderItemParams, EChartsCoreOption } from "echarts"
import { duration, moment } from "../model/format"
import type { Bar, Lane, Lanes } from "../model/lanes"
import { causeOf } from "../model/losses"
import type { Colours } from "./colours"
import { axis, tip, tooltip } from "./shared"

export const laneHeight = 34

/** What the bar of an attempt is drawn with; a loss also has a cross at its end. */
const colourOf = (bar: Bar, colours: Colours) =>
  ({
    recorded: colours.series[0]!,
    running: colours.series[5]!,
    failed: colours.bad,
    lost: colours.series[1]!,
    stopped: colours.series[2]!,
  })[bar.attempt.end]

interface Datum {
  value: [lane: number, from: number, to: number]
  bar: Bar | null
}

export function timelineOption(lanes: Lanes, from: number, colours: Colours): EChartsCoreOption {
  const tracks: Datum[] = lanes.lanes.map((_, index) => ({ value: [index, lanes.from, lanes.to], bar: null }))
  const bars: Datum[] = lanes.lanes.flatMap((lane, index) =>
    lane.bars.map(bar => ({ value: [index, bar.from, bar.to] as Datum["value"], bar })),
  )
  return {
    grid: { left: 8, right: 16, top: 8, bottom: 46, containLabel: true },
    tooltip: { ...tooltip(colours), formatter: (item: { data: Datum }) => (item.data.bar ? describe(item.data.bar) : "") },
    xAxis: {
      type: "time",
      min: lanes.from,
      max: Math.max(lanes.to, lanes.from + 1000),
      ...axis(colours),
      splitLine: { show: true, lineStyle: { color: colours.line } },
    },
    yAxis: {
      type: "category",
      inverse: true,
      data: lanes.lanes.map(nameOf),
      ...axis(colours),
      axisLine: { show: false },
      axisLabel: {
        formatter: (text: string) => text,
        color: colours.ink,
        lineHeight: 14,
        rich: { idle: { color: colours.quiet, fontSize: 11, lineHeight: 14 } },
      },
    },
    dataZoom: [
      { type: "inside", filterMode: "weakFilter", startValue: from, zoomOnMouseWheel: "ctrl" },
      {
        type: "slider",
        filterMode: "weakFilter",
        height: 18,
        bottom: 8,
        showDetail: false,
        brushSelect: false,
        borderColor: colours.line,
      },
    ],
    series: [
      { type: "custom", silent: true, data: tracks, renderItem: rectangle(() => colours.track, colours, 0.62), encode },
      { type: "custom", data: bars, renderItem: rectangle(i => colourOf(bars[i]!.bar!, colours), colours, 0.62, bars), encode },
    ],
  }
}

const encode = { x: [1, 2], y: 0 }

function nameOf(lane: Lane): string {
  const all = lane.busy + lane.idle
  const idle = all > 0 ? `idle ${Math.round((100 * lane.idle) / all)} %` : "idle"
  return `${lane.node} ${lane.slot}\n{idle|${lane.inSight ? idle : `out of sight, ${idle}`}}`
}

function describe({ attempt, from, to }: Bar): HTMLElement {
  const end = attempt.end === "lost" ? `lost: ${causeOf(attempt)}` : attempt.end
  return tip(`${attempt.method} on ${attempt.scene}, seed ${attempt.seed}`, [
    ["attempt", `${attempt.number}, ${end}`],
    ["", `${moment(attempt.started)} to ${attempt.ended ? moment(attempt.ended) : "now"}, ${duration((to - from) / 1000)}`],
    ...(attempt.detail ? [["", attempt.detail] as const] : []),
    ...(attempt.lost_seconds ? [["cost", `${duration(attempt.lost_seconds)} of the device`] as const] : []),
  ])
}

function rectangle(fill: (index: number) => string, colours: Colours, thick: number, bars?: Datum[]) {
  return (params: CustomSeriesRenderItemParams, api: CustomSeriesRenderItemAPI) => {
    const [left, middle] = api.coord([api.value(1), api.value(0)]) as [number, number]
    const [right] = api.coord([api.value(2), api.value(0)]) as [number, number]
    const band = ((api.size?.([0, 1]) ?? [0, 0]) as number[])[1]! * thick
    const area = params.coordSys as unknown as { x: number; width: number }
    const x = Math.max(left, area.x)
    const width = Math.max(Math.min(right, area.x + area.width) - x, bars ? 2 : 0)
    if (right < area.x || left > area.x + area.width) return null
    const end = bars?.[params.dataIndex]?.bar?.attempt.end
    const rect = {
      type: "rect" as const,
      shape: { x, y: middle - band / 2, width, height: band, r: bars ? 2 : 0 },
      style: { fill: fill(params.dataIndex), ...(bars ? { stroke: colours.surface, lineWidth: 1 } : {}) },
    }
    if (end !== "lost" && end !== "failed") return rect
    const c = { x: Math.max(x, Math.min(right, area.x + area.width) - 8), r: 4 }
    const cross = (dx: number) => ({
      type: "line" as const,
      shape: { x1: c.x - dx, y1: middle - c.r, x2: c.x + dx, y2: middle + c.r },
      style: { stroke: colours.surface, lineWidth: 2 },
    })
    return { type: "group" as const, children: [rect, cross(c.r), cross(-c.r)] }
  }
}

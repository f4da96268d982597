import type { TableCell, TableColumn, TableMetric, TableRow } from "../api"
import { type CellWork, meanText, workOf } from "../model/cell"
import { duration, number } from "../model/format"
import { links } from "../model/routes"
import { runningTrials } from "../state/cluster"
import { experiment as shown } from "../state/experiment"
import { Progress, VerdictChip } from "../ui/Parts"
import { Strip } from "../ui/Strip"

interface Props {
  cell: TableCell
  row: TableRow
  column: TableColumn
  metric: TableMetric
  range: [number, number] | null
  experiment: string
}

export function CellLink({ cell, row, column, metric, range, experiment }: Props) {
  const work = workOf(cell, shown.value?.trials.value.value ?? new Map(), runningTrials.value)
  const { mean, half } = meanText(cell)
  const published = cell.comparison?.published
  return (
    <a class={cell.is_best ? "cell best" : "cell"} href={links.cell(experiment, row.label, column.label)}>
      <span class="sr-only">
        {column.heading} on {row.label}, {metric.title}:
      </span>
      <span class="top">
        <span>
          <span class="mean">{mean}</span>
          {cell.is_beyond_floor && (
            <span title="beyond the floor: better than real crops score, which is no sign of quality by itself">‡</span>
          )}
          {half && <span class="half"> ±{half}</span>}
        </span>
        <span class={cell.done < cell.asked ? "count partial" : "count"}>
          {cell.done}/{cell.asked}
          <span class="sr-only"> done</span>
        </span>
      </span>
      {range && <Strip cell={cell} range={range} />}
      <Work of={work} cell={cell} />
      <span class="beside">
        {published != null && <span>publ. {number(published)}</span>}
        {cell.floor != null && <span>floor {number(cell.floor)}</span>}
        {cell.comparison && cell.done > 0 && <VerdictChip verdict={cell.comparison.verdict} />}
      </span>
    </a>
  )
}

function Work({ of, cell }: { of: CellWork; cell: TableCell }) {
  if (of.state === "done") return null
  if (of.state === "running") {
    const left = of.running.map(r => r.seconds_left ?? 0)
    const phase = of.running[0]?.phase ?? "starting"
    return (
      <>
        <Progress value={of.progress} label={`${Math.round(of.progress * 100)} % of the trials' work`} />
        <span class="half">
          {phase}
          {Math.max(0, ...left) > 0 && `, ${duration(Math.max(...left))} left`}
        </span>
      </>
    )
  }
  if (of.state === "failed") return <span class="chip bad">✕ {of.failed} failed</span>
  if (of.state === "cancelled") return <span class="chip">– {of.cancelled} cancelled</span>
  return cell.done === 0 ? <span class="half">waiting</span> : null
}

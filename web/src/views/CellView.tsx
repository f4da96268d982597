import { useEffect, useState } from "preact/hooks"
import type { TableCell, TableMetric, TablesDocument, TrialDetail } from "../api"
import { meanText, share, workOf } from "../model/cell"
import { number, plural } from "../model/format"
import { links } from "../model/routes"
import { stateOf } from "../model/sweep"
import { get } from "../net/client"
import { epoch, runningTrials } from "../state/cluster"
import { experiment } from "../state/experiment"
import { Empty, Panel, Progress, StateChip, VerdictChip } from "../ui/Parts"
import { LossPanel } from "./LossPanel"
import { Pictures } from "./Pictures"

/** Every metric of one cell, in the order of the tables. */
export function metricsOfCell(document: TablesDocument, row: string, column: string): { metric: TableMetric; cell: TableCell }[] {
  return document.tables.flatMap(table => {
    const at = table.columns.findIndex(c => c.label === column)
    const parts = table.rows.find(r => r.label === row)?.metrics ?? []
    return table.metrics.flatMap(metric => {
      const cell = parts.find(p => p.name === metric.name)?.cells[at]
      return cell ? [{ metric, cell }] : []
    })
  })
}

export function CellView({ row, column }: { row: string; column: string }) {
  const state = experiment.value
  const document = state?.tables.value.value
  const metrics = document ? metricsOfCell(document, row, column) : []
  const heading = document?.tables.flatMap(t => t.columns).find(c => c.label === column)?.heading ?? column
  const keys = metrics[0]?.cell.trials ?? []
  const trials = state?.trials.value.value
  const details = useDetails(keys, keys.map(key => trials?.get(key)?.status).join())
  if (!document) return <Empty title="Reading the cell …" />
  if (metrics.length === 0)
    return (
      <Empty title="The tables have no such cell">
        <a href={links.experiment(state!.id)}>Back to the table</a>
      </Empty>
    )
  const work = workOf({ trials: keys, asked: metrics[0]!.cell.asked }, trials ?? new Map(), runningTrials.value)
  return (
    <>
      <h2 class="wrap">
        {heading} on {row}
      </h2>
      <Panel title={plural(work.trials.length, "trial")} bare>
        <Seeds id={state!.id} keys={keys} />
      </Panel>
      <LossPanel trials={work.trials.map(t => ({ key: t.key, name: `seed ${t.seed}`, running: t.status === "running" }))} />
      <Panel title="Metrics by seed" bare>
        <BySeed metrics={metrics} details={details} />
      </Panel>
      {details
        .filter(d => d.files.length > 0)
        .map(detail => (
          <Panel key={detail.key} title={`Pictures of seed ${detail.spec.seed}`}>
            <Pictures trial={detail.key} files={detail.files.filter(f => !f.startsWith("loss"))} />
          </Panel>
        ))}
    </>
  )
}

/** Read again when a trial's state changes. */
function useDetails(keys: string[], states: string): TrialDetail[] {
  const [details, set] = useState<TrialDetail[]>([])
  useEffect(() => {
    const stop = new AbortController()
    const signal = stop.signal
    Promise.allSettled(keys.map(key => get<TrialDetail>(`/api/trials/${key}`, { signal }))).then(all => {
      if (!signal.aborted) set(all.flatMap(one => (one.status === "fulfilled" ? [one.value] : [])))
    })
    return () => stop.abort()
  }, [keys.join(), states, epoch.value])
  return details
}

function Seeds({ id, keys }: { id: string; keys: string[] }) {
  const trials = experiment.value?.trials.value.value
  return (
    <div class="scroll">
      <table>
        <thead>
          <tr>
            {["seed", "state", "progress", "node", "note"].map(name => (
              <th scope="col" key={name}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {keys.map(key => {
            const trial = trials?.get(key)
            if (!trial) return null
            const at = runningTrials.value.get(key)
            return (
              <tr key={key}>
                <td>
                  <a href={links.trial(id, key)}>seed {trial.seed}</a>
                </td>
                <td>
                  <StateChip state={stateOf(trial)} />
                </td>
                <td style={{ minWidth: "120px" }}>
                  {at && trial.status === "running" && (
                    <Progress value={share(at)} label={`${at.phase} ${at.step} of ${at.of}`} />
                  )}
                </td>
                <td>{trial.node ?? ""}</td>
                <td class="quiet wrap">{trial.note ?? ""}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}

function BySeed({ metrics, details }: { metrics: { metric: TableMetric; cell: TableCell }[]; details: TrialDetail[] }) {
  const value = (detail: TrialDetail, name: string) => detail.result?.metrics.find(m => m.name === name)?.value
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
    <section class="scroll" tabIndex={0} aria-label="Table of metrics by seed">
      <table class="matrix-by-seed">
        <thead>
          <tr>
            <th scope="col">metric</th>
            {details.map(d => (
              <th scope="col" class="number" key={d.key}>
                seed {d.spec.seed}
              </th>
            ))}
            <th scope="col" class="number">
              mean ± 95 %
            </th>
            <th scope="col" class="number">
              floor
            </th>
            <th scope="col" class="number">
              published
            </th>
            <th scope="col">verdict</th>
          </tr>
        </thead>
        <tbody>
          {metrics.map(({ metric, cell }) => {
            const { mean, half } = meanText(cell)
            return (
              <tr key={metric.name}>
                <th scope="row" title={metric.source}>
                  {metric.title} {metric.higher_is_better ? "↑" : "↓"}
                </th>
                {details.map(d => (
                  <td class="number" key={d.key}>
                    {number(value(d, metric.name))}
                  </td>
                ))}
                <td class="number">{half ? `${mean} ± ${half}` : mean}</td>
                <td class="number">{number(cell.floor)}</td>
                <td class="number">{number(cell.comparison?.published)}</td>
                <td>{cell.comparison && cell.done > 0 && <VerdictChip verdict={cell.comparison.verdict} />}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </section>
  )
}

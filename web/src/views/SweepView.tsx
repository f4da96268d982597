import type { EChartsCoreOption } from "echarts/core"
import { useCallback, useMemo, useState } from "preact/hooks"
import type { Colours } from "../charts/colours"
import { parallelOption } from "../charts/parallel"
import { type SweepCurve, sweepOption } from "../charts/sweep"
import { meanText } from "../model/cell"
import { plural } from "../model/format"
import { curvesOf, type Sweep, sweepOf } from "../model/sweep"
import { experiment } from "../state/experiment"
import { Chart } from "../ui/Chart"
import { Empty, Failure, Panel } from "../ui/Parts"

export function SweepView() {
  const state = experiment.value
  const document = state?.tables.value.value
  const trials = state?.trials.value.value
  const problem = state?.tables.problem.value
  const sweep = useMemo(() => document && sweepOf(document, trials ?? new Map()), [document, trials])
  if (problem && !document) return <Failure problem={problem} retry={() => state?.tables.refresh()} />
  if (!sweep) return <Empty title="Reading the sweep …" />
  if (sweep.parameters.length === 0)
    return (
      <div class="panel">
        <Empty title="This experiment sweeps nothing">
          <p>A sweep is a few lines of its file:</p>
          <code>sweep: {"{ hud.endmembers: [4, 8, 16] }"}</code>
        </Empty>
      </div>
    )
  return <Charts of={sweep} />
}

function Charts({ of }: { of: Sweep }) {
  const [parameter, setParameter] = useState(of.parameters[0]!)
  const [metric, setMetric] = useState(of.metrics[0]?.name ?? "")
  const shown = of.metrics.find(m => m.name === metric) ?? of.metrics[0]
  const curves = useMemo(() => curvesOf(of, parameter, metric), [of, parameter, metric])
  const title = shown ? `${shown.title} ${shown.higherIsBetter ? "↑" : "↓"}` : ""
  const line = useCallback(
    (colours: Colours): EChartsCoreOption => sweepOption(curves, parameter, title, colours),
    [curves, parameter, title],
  )
  const others = of.metrics.slice(0, 3).map(m => m.name)
  const all = useCallback(
    (colours: Colours): EChartsCoreOption => parallelOption(of, [...new Set([metric, ...others])], colours),
    [of, metric, others.join()],
  )
  const stopped = of.points.filter(p => p.stopped).length
  return (
    <>
      <Panel
        title="Metric against hyperparameter"
        right={
          <div class="buttons">
            <Choice name="metric" value={metric} of={of.metrics.map(m => [m.name, m.title])} onChange={setMetric} />
            <Choice name="over" value={parameter} of={of.parameters.map(p => [p, p])} onChange={setParameter} />
          </div>
        }
      >
        <Chart
          label={`${title} over ${parameter}; the numbers are in the table below`}
          height={340}
          option={line}
          kind={`${parameter} ${metric} ${curves.length}`}
        />
        <p class="legend">
          <span>means with 95 % intervals over seeds; dashed: the floor, what held-out real crops score</span>
        </p>
        <Numbers of={curves} parameter={parameter} title={title} />
      </Panel>
      <Panel
        title="Parallel coordinates"
        right={
          <span class="quiet">
            {plural(of.points.length, "configuration")}
            {stopped > 0 && `, ${stopped} stopped early (dashed)`}
          </span>
        }
      >
        <Chart label={`Settings and scores of ${of.points.length} configurations`} height={360} option={all} kind={metric} />
      </Panel>
    </>
  )
}

const Choice = (props: { name: string; value: string; of: [string, string][]; onChange: (value: string) => void }) => (
  <label class="field">
    {props.name}
    <select value={props.value} onChange={event => props.onChange(event.currentTarget.value)}>
      {props.of.map(([value, text]) => (
        <option key={value} value={value}>
          {text}
        </option>
      ))}
    </select>
  </label>
)

function Numbers({ of, parameter, title }: { of: SweepCurve[]; parameter: string; title: string }) {
  return (
    <details>
      <summary>The same as numbers</summary>
      <div class="scroll">
        <table>
          <thead>
            <tr>
              <th scope="col">curve</th>
              <th scope="col">{parameter}</th>
              <th scope="col" class="number">
                {title}
              </th>
              <th scope="col" class="number">
                seeds
              </th>
            </tr>
          </thead>
          <tbody>
            {of.flatMap(curve =>
              curve.points.map(({ x, cell }) => {
                const { mean, half } = meanText(cell)
                return (
                  <tr key={`${curve.name} ${x}`}>
                    <td>{curve.name}</td>
                    <td>{x}</td>
                    <td class="number">{half ? `${mean} ± ${half}` : mean}</td>
                    <td class="number">
                      {cell.done}/{cell.asked}
                    </td>
                  </tr>
                )
              }),
            )}
          </tbody>
        </table>
      </div>
    </details>
  )
}

import { useEffect, useMemo } from "preact/hooks"
import type { TrialDetail } from "../api"
import { share } from "../model/cell"
import { duration, number, short } from "../model/format"
import { get } from "../net/client"
import { actions } from "../state/actions"
import { epoch, latest, runningTrials } from "../state/cluster"
import { Resource } from "../state/resource"
import { ActionButton } from "../ui/Button"
import { Empty, Failure, Panel, Progress, StateChip } from "../ui/Parts"
import { AttemptTable } from "./AttemptTable"
import { LogPanel } from "./LogPanel"
import { LossPanel } from "./LossPanel"
import { Pictures } from "./Pictures"
import { Provenance } from "./Provenance"

export function TrialView({ id, trial }: { id: string; trial: string }) {
  const resource = useMemo(
    () => new Resource(signal => get<TrialDetail>(`/api/trials/${encodeURIComponent(trial)}`, { signal })),
    [trial],
  )
  useEffect(() => () => resource.dispose(), [resource])
  const concerns = latest.value?.trial === trial ? latest.value : null
  useEffect(() => resource.refresh(), [resource, concerns, epoch.value])
  const detail = resource.value.value
  const problem = resource.problem.value
  return (
    <>
      {problem && <Failure problem={problem} retry={() => resource.refresh()} />}
      {!detail && !problem && <Empty title="Reading the trial …" />}
      {detail && <Detail id={id} of={detail} />}
    </>
  )
}

function Detail({ id, of }: { id: string; of: TrialDetail }) {
  const { spec } = of
  const at = runningTrials.value.get(of.key) ?? (of.status === "running" ? of.progress : null)
  return (
    <>
      <div class="head">
        <div class="title">
          <h2 class="wrap">
            {spec.method} on {spec.scene.name}, seed {spec.seed}
          </h2>
          <StateChip state={of.status} />
          <span class="mono quiet">{short(of.key)}</span>
          {of.status === "failed" && <ActionButton action={actions.retry(of.key)} />}
        </div>
        <p class={of.status === "failed" ? "note bad wrap" : "note wrap"}>{of.failure ? failureText(of) : of.why}</p>
        {at && of.status === "running" && (
          <div>
            <Progress tall value={share(at)} label={`${at.phase} ${at.step} of ${at.of}`} />
            <div class="numbers" style={{ paddingTop: "6px" }}>
              <span>
                <b>{at.phase}</b> {at.step ?? ""} of {at.of ?? ""}
              </span>
              {at.loss != null && <span>loss {number(at.loss, 4)}</span>}
              {at.seconds_left != null && <span>{duration(at.seconds_left)} left</span>}
            </div>
          </div>
        )}
      </div>
      <LossPanel trials={[{ key: of.key, name: `seed ${spec.seed}`, running: of.status === "running" }]} />
      <Panel title="Generated beside real">
        {of.files.some(f => f === "pseudo-colour.png" || f === "spectra.png") ? (
          <Pictures trial={of.key} files={of.files.filter(f => !f.startsWith("loss"))} />
        ) : (
          <Empty title="No pictures yet">They are drawn when the trial has trained.</Empty>
        )}
      </Panel>
      <div class="columns">
        <Panel title="Metrics" bare>
          <Metrics of={of} />
        </Panel>
        <Panel title="Log">
          <LogPanel trial={of.key} running={of.status === "running"} />
        </Panel>
      </div>
      <Panel title="Attempts" bare>
        <AttemptTable attempts={of.attempts} />
      </Panel>
      <Provenance of={of} here={id} />
    </>
  )
}

const failureText = ({ failure, why }: TrialDetail) => (
  <>
    <strong>{failure!.kind.replaceAll("_", " ")}</strong>
    {failure!.step != null && ` at step ${failure!.step}`}: {failure!.message} <span class="quiet">{why}</span>
  </>
)

function Metrics({ of }: { of: TrialDetail }) {
  if (!of.result) return <Empty title="Not measured yet" />
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
    <section class="scroll" tabIndex={0} aria-label="Table of metrics">
      <table>
        <thead>
          <tr>
            <th scope="col">metric</th>
            <th scope="col" class="number">
              value
            </th>
            <th scope="col" class="number">
              standard error
            </th>
            <th scope="col" class="number">
              floor
            </th>
          </tr>
        </thead>
        <tbody>
          {of.result.metrics.map(metric => (
            <tr key={metric.name} title={metric.remark ?? undefined}>
              <th scope="row">{metric.name.replaceAll("_", " ")}</th>
              <td class="number">{number(metric.value)}</td>
              <td class="number">{metric.error == null ? "" : number(metric.error)}</td>
              <td class="number">{number(metric.floor)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

import type { ExperimentSummary } from "../api"
import { plural } from "../model/format"
import { links } from "../model/routes"
import { experiments } from "../state/cluster"
import { Empty, Failure, Progress } from "../ui/Parts"

export function HomeView() {
  const all = experiments.value.value?.experiments
  return (
    <>
      <h1 tabIndex={-1}>Experiments</h1>
      {experiments.problem.value && <Failure problem={experiments.problem.value} retry={() => experiments.refresh()} />}
      {all?.length === 0 && (
        <div class="panel">
          <Empty title="No experiment yet">
            <p>Submit one; it appears here by itself:</p>
            <code>hud submit experiments/quickstart.yaml</code>
          </Empty>
        </div>
      )}
      <div class="cards">
        {all?.map(each => (
          <Card key={each.id} of={each} />
        ))}
      </div>
    </>
  )
}

function Card({ of }: { of: ExperimentSummary }) {
  return (
    <a class="panel card" href={links.experiment(of.id)}>
      <span class="top">
        <strong>{of.name}</strong>
        <ExperimentState of={of} />
      </span>
      <Progress
        tall
        value={of.trials > 0 ? of.recorded / of.trials : 0}
        failed={of.trials > 0 ? of.failed / of.trials : 0}
        label={`${of.recorded} of ${of.trials} trials recorded`}
      />
      <span class="quiet">{countsText(of)}</span>
      <span class="quiet mono wrap">{of.id}</span>
    </a>
  )
}

export function ExperimentState({ of }: { of: ExperimentSummary }) {
  const over = of.recorded + of.failed + of.cancelled >= of.trials
  const stopped = of.stopped_early ?? 0
  if (of.cancelled > stopped && over) return <span class="chip">– cancelled</span>
  if (of.recorded + stopped === of.trials) return <span class="chip good">✓ complete</span>
  if (of.paused) return <span class="chip warn">❚❚ paused</span>
  if (over) return <span class="chip bad">✕ ended with failures</span>
  return of.running > 0 ? <span class="chip active">▸ running</span> : <span class="chip">○ waiting</span>
}

export const countsText = (of: ExperimentSummary) =>
  [
    `${of.recorded} of ${plural(of.trials, "trial")} recorded`,
    of.running > 0 && `${of.running} running`,
    of.failed > 0 && `${of.failed} failed`,
    of.stopped_early && `${of.stopped_early} stopped early`,
    of.cancelled > (of.stopped_early ?? 0) && `${of.cancelled - (of.stopped_early ?? 0)} cancelled`,
  ]
    .filter(Boolean)
    .join(" · ")

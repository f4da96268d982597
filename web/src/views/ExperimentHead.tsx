import type { ExperimentSummary } from "../api"
import { duration } from "../model/format"
import { links, type Route } from "../model/routes"
import { actions } from "../state/actions"
import { experiments, losses, nodes, runningTrials } from "../state/cluster"
import { experiment } from "../state/experiment"
import { ActionButton } from "../ui/Button"
import { Failure, Progress } from "../ui/Parts"
import { countsText, ExperimentState } from "./HomeView"

export function ExperimentHead({ route }: { route: Extract<Route, { id: string }> }) {
  const { id } = route
  const summary = experiments.value.value?.experiments.find(e => e.id === id)
  const problem = experiment.value?.trials.problem.value
  return (
    <div class="head">
      <div class="title">
        <h1 tabIndex={-1} class="wrap">
          {summary?.name ?? id}
        </h1>
        {summary && <ExperimentState of={summary} />}
        {summary && <Buttons of={summary} />}
      </div>
      {problem && <Failure problem={problem} retry={() => experiment.value?.fresh()} />}
      {summary && (
        <>
          <Progress
            tall
            value={summary.recorded / Math.max(1, summary.trials)}
            failed={summary.failed / Math.max(1, summary.trials)}
            label={`${summary.recorded} of ${summary.trials} trials recorded`}
          />
          <div class="numbers">
            <span>{countsText(summary)}</span>
            <Left of={summary} />
            <span class="quiet mono wrap">{id}</span>
          </div>
        </>
      )}
      <Tabs route={route} />
    </div>
  )
}

function Buttons({ of }: { of: ExperimentSummary }) {
  if (of.recorded + of.failed + of.cancelled >= of.trials) return null
  return (
    <div class="buttons">
      <ActionButton action={of.paused ? actions.resume(of.id) : actions.pause(of.id)} />
      <ActionButton action={actions.cancel(of.id)} />
    </div>
  )
}

/** How long the attempts that run need; the rest waits for those, so more is not known. */
function Left({ of }: { of: ExperimentSummary }) {
  const left = [...runningTrials.value.values()].filter(r => r.experiment === of.id).map(r => r.seconds_left ?? 0)
  const most = Math.max(0, ...left)
  return most > 0 ? <span>running trials end within {duration(most)}</span> : null
}

function Tabs({ route }: { route: Extract<Route, { id: string }> }) {
  const { id, view } = route
  const lost = losses.value.value?.filter(a => a.experiment == null || a.experiment === id).length ?? 0
  const held = nodes.value.value?.nodes.filter(n => n.quarantine != null).length ?? 0
  const tab = (href: string, text: string, isHere: boolean) => (
    <a href={href} aria-current={isHere ? "page" : undefined}>
      {text}
    </a>
  )
  return (
    <nav class="tabs" aria-label="Views of the experiment">
      {tab(links.experiment(id), "Experiment", view === "experiment")}
      {tab(links.view(id, "trials"), "Cells and trials", view === "cell" || view === "trial" || view === "trials")}
      {tab(links.view(id, "timeline"), "Timeline", view === "timeline")}
      {tab(links.view(id, "sweep"), "Sweep", view === "sweep")}
      {tab(links.view(id, "faults"), lost + held > 0 ? `Faults (${lost + held})` : "Faults", view === "faults")}
    </nav>
  )
}

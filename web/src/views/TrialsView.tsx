import { useMemo, useState } from "preact/hooks"
import type { Trial } from "../api"
import { share } from "../model/cell"
import { plural, short } from "../model/format"
import { links } from "../model/routes"
import { stateOf } from "../model/sweep"
import { runningTrials } from "../state/cluster"
import { experiment } from "../state/experiment"
import { Empty, Panel, Progress, StateChip } from "../ui/Parts"
import { VirtualRows } from "../ui/VirtualRows"

const states = ["all", "running", "pending", "recorded", "failed", "cancelled"] as const

export function TrialsView() {
  const state = experiment.value
  const trials = state?.trials.value.value
  const [wanted, want] = useState<(typeof states)[number]>("all")
  const [text, setText] = useState("")
  const shown = useMemo(() => {
    const words = text.toLowerCase().split(/\s+/).filter(Boolean)
    return [...(trials?.values() ?? [])].filter(
      t => (wanted === "all" || t.status === wanted) && words.every(w => textOf(t).includes(w)),
    )
  }, [trials, wanted, text])
  if (!state || !trials) return <Empty title="Reading the trials …" />
  return (
    <Panel
      title={plural(shown.length, "trial")}
      bare
      right={
        <div class="buttons">
          <input
            type="search"
            aria-label="Search trials by method, scene, setting or key"
            placeholder="method, scene, setting, key"
            value={text}
            onInput={event => setText(event.currentTarget.value)}
          />
          <select aria-label="State" value={wanted} onChange={event => want(event.currentTarget.value as typeof wanted)}>
            {states.map(each => (
              <option key={each} value={each}>
                {each === "pending" ? "waiting" : each}
              </option>
            ))}
          </select>
        </div>
      }
    >
      {shown.length === 0 && <Empty title="No trial fits">Take another word or state.</Empty>}
      {shown.length > 0 && (
        <VirtualRows
          label="Trials"
          columns={["trial", "method", "scene", "seed", "settings", "state", "progress", "node"]}
          widths="120px 90px minmax(90px, 1fr) 44px minmax(100px, 2fr) 120px 110px minmax(80px, 1fr)"
          items={shown}
          id={trial => trial.key}
          row={trial => cells(state.id, trial)}
        />
      )}
    </Panel>
  )
}

function cells(id: string, trial: Trial) {
  const at = trial.status === "running" ? runningTrials.value.get(trial.key) : undefined
  return [
    <a class="mono" href={links.trial(id, trial.key)} key="key">
      {short(trial.key)}
    </a>,
    trial.method,
    trial.scene,
    trial.seed,
    <span title={settingsText(trial)} key="settings">
      {settingsText(trial)}
    </span>,
    <StateChip key="state" state={stateOf(trial)} />,
    at && <Progress key="progress" value={share(at)} label={`${at.phase} ${at.step} of ${at.of}`} />,
    trial.node ?? <span title={trial.note ?? ""}>{trial.note ?? ""}</span>,
  ]
}

const settingsText = (trial: Trial) =>
  Object.entries(trial.settings ?? {})
    .map(([name, value]) => `${name} ${value}`)
    .join(", ")

const textOf = (trial: Trial) =>
  `${trial.key} ${trial.method} ${trial.scene} seed ${trial.seed} ${settingsText(trial)} ${trial.node ?? ""}`.toLowerCase()

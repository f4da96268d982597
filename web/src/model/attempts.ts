import type { Attempt, Change, Trial } from "../api"
import type { Trials } from "./fold"

export type Attempts = ReadonlyMap<string, Attempt>

export const attemptId = (attempt: { trial: string; number: number }) => `${attempt.trial}#${attempt.number}`

export const byId = (attempts: readonly Attempt[]): Attempts => new Map(attempts.map(a => [attemptId(a), a]))

/** Attempts after changes; like trials, an attempt that is over stays over. A new one names its device in the detail. */
export function foldAttempts(attempts: Attempts, changes: readonly Change[], trials: Trials): Attempts {
  const next = new Map(attempts)
  for (const change of changes) {
    if (change.trial == null || change.attempt == null) continue
    const id = `${change.trial}#${change.attempt}`
    const known = next.get(id)
    const trial = trials.get(change.trial)
    if (change.kind === "assigned" && !known && trial) next.set(id, begun(trial, change))
    else if (known && known.end === "running") next.set(id, after(known, change))
  }
  return next
}

const begun = (trial: Trial, change: Change): Attempt => ({
  trial: trial.key,
  number: change.attempt ?? 1,
  experiment: change.experiment,
  method: trial.method,
  scene: trial.scene,
  seed: trial.seed,
  node: change.node ?? "",
  slot: change.detail ?? "",
  started: change.at,
  ended: null,
  end: "running",
  reason: null,
  detail: null,
  checkpoint: null,
  lost_seconds: null,
})

function after(attempt: Attempt, change: Change): Attempt {
  switch (change.kind) {
    case "recorded":
      return { ...attempt, end: "recorded", ended: change.at }
    case "failed":
      return { ...attempt, end: "failed", ended: change.at, detail: change.detail }
    case "stopped":
      return { ...attempt, end: "stopped", ended: change.at, detail: change.detail }
    case "lost": {
      const [reason = null, ...detail] = (change.detail ?? "").split(": ")
      return { ...attempt, end: "lost", ended: change.at, reason, detail: detail.join(": ") || null }
    }
    default:
      return attempt
  }
}

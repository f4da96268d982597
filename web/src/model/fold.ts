import type { Change, Trial } from "../api"

export type Trials = ReadonlyMap<string, Trial>

/**
 * Trials after changes. A change may be older than the documents that the trials came from, so nothing is ever taken back:
 * an attempt that is over stays over, and one with a lower number than the latest says nothing.
 */
export function foldTrials(trials: Trials, changes: readonly Change[], experiment: string): Trials {
  const next = new Map(trials)
  for (const change of changes) {
    if (change.kind === "cancelled" && change.experiment === experiment) cancelAll(next)
    const trial = change.trial == null ? undefined : next.get(change.trial)
    if (trial) next.set(trial.key, after(trial, change))
  }
  return next
}

function after(trial: Trial, change: Change): Trial {
  const attempt = change.attempt ?? trial.attempt
  if (trial.status === "recorded" || attempt < trial.attempt) return trial
  switch (change.kind) {
    case "assigned":
      return attempt > trial.attempt ? { ...trial, status: "running", attempt, node: change.node, note: null } : trial
    case "recorded":
      return { ...trial, status: "recorded", attempt, node: null, note: null }
    case "failed":
      return { ...trial, status: "failed", attempt, node: null, note: change.detail ?? trial.note }
    case "lost":
      return trial.status === "running"
        ? { ...trial, status: "pending", attempt, node: null, note: change.detail ?? "lost" }
        : trial
    case "stopped":
      return { ...trial, status: "cancelled", attempt, node: null, note: change.detail ?? "stopped early" }
    case "retried":
      return trial.status === "failed" ? { ...trial, status: "pending", note: "to be tried again" } : trial
    default:
      return trial
  }
}

function cancelAll(trials: Map<string, Trial>): void {
  for (const trial of trials.values())
    if (trial.status === "pending" || trial.status === "running")
      trials.set(trial.key, { ...trial, status: "cancelled", node: null })
}

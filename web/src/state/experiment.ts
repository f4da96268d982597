import { signal } from "@preact/signals"
import type { Attempt, AttemptPage, Change, TablesDocument, Trial, TrialPage } from "../api"
import { type Attempts, byId, foldAttempts } from "../model/attempts"
import { foldTrials, type Trials } from "../model/fold"
import { get, getAll } from "../net/client"
import { Folded } from "./folded"
import { Resource } from "./resource"

/** What the page knows of the experiment that it shows. */
export class ExperimentState {
  readonly trials: Folded<Trials>
  readonly attempts: Folded<Attempts>
  readonly tables: Resource<TablesDocument>
  #attemptsWanted = false

  constructor(readonly id: string) {
    const root = `/api/experiments/${encodeURIComponent(id)}`
    this.trials = new Folded<Trials>(
      async signal => new Map((await getAll<TrialPage, Trial>(`${root}/trials`, p => p.trials, { signal })).map(t => [t.key, t])),
      (trials, changes) => foldTrials(trials, changes, id),
    )
    this.attempts = new Folded<Attempts>(
      async signal => byId(await getAll<AttemptPage, Attempt>(`${root}/attempts`, p => p.attempts, { signal })),
      (attempts, changes) => foldAttempts(attempts, changes, this.trials.value.peek() ?? new Map()),
      10_000,
    )
    this.tables = new Resource(signal => get<TablesDocument>(`${root}/tables?format=json`, { signal }), 600)
  }

  /** Attempts are read by the views that show them. */
  wantAttempts(): void {
    if (this.#attemptsWanted) return
    this.#attemptsWanted = true
    this.attempts.refresh()
  }

  fresh(): void {
    this.trials.refresh()
    this.tables.refresh()
    if (this.#attemptsWanted) this.attempts.refresh()
  }

  take(change: Change): void {
    this.trials.take(change)
    if (this.#attemptsWanted) this.attempts.take(change)
    if (change.kind === "recorded" || change.kind === "stopped") this.tables.refresh()
    if (change.kind === "extended" || change.kind === "retried" || change.kind === "cancelled" || change.kind === "submitted")
      this.trials.refresh()
    // Only the document knows what a loss cost.
    if (change.kind === "lost" && this.#attemptsWanted) this.attempts.refresh()
  }

  dispose(): void {
    this.trials.dispose()
    this.attempts.dispose()
    this.tables.dispose()
  }
}

export const experiment = signal<ExperimentState | null>(null)

export function show(id: string | null): void {
  if (experiment.value?.id === id) return
  experiment.value?.dispose()
  experiment.value = id === null ? null : new ExperimentState(id)
  experiment.value?.fresh()
}

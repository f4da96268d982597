import { computed, signal } from "@preact/signals"
import type { Attempt, AttemptPage, Change, ExperimentList, NodesView, Running, RunningAttempt } from "../api"
import { get, getAll } from "../net/client"
import { follow, type Listener } from "../net/stream"
import { experiment } from "./experiment"
import { Resource } from "./resource"

export const experiments = new Resource(signal => get<ExperimentList>("/api/experiments", { signal }))
export const nodes = new Resource(signal => get<NodesView>("/api/nodes", { signal }))
export const losses = new Resource(
  signal => getAll<AttemptPage, Attempt>("/api/attempts?end=lost", p => p.attempts, { signal }),
  1500,
)

export const running = signal<Running>({ attempts: [] })

/** By the trial's key. */
export const runningTrials = computed(() => new Map<string, RunningAttempt>(running.value.attempts.map(r => [r.trial, r])))

/** The latest change, for views that read documents of their own. */
export const latest = signal<Change | null>(null)

/** Counts up whenever the stream could not go on where it ended: every document must be read again. */
export const epoch = signal(0)

const listener: Listener = {
  fresh() {
    epoch.value++
    experiments.refresh()
    nodes.refresh()
    losses.refresh()
    get<Running>("/api/running").then(now => {
      running.value = now
    }, ignore)
    experiment.value?.fresh()
  },
  change(change) {
    latest.value = change
    if (change.kind !== "checkpoint") experiments.refresh()
    if (change.node != null && change.kind !== "checkpoint") nodes.refresh()
    if (change.kind === "lost") losses.refresh()
    experiment.value?.take(change)
  },
  progress(now) {
    running.value = now
  },
}

/** The stream says the same a second later. */
const ignore = () => {}

/** A node that falls silent is no change in the journal until its lease ends; the roster knows sooner. */
const rosterEvery = 2_000

export function start(): void {
  void follow(listener)
  setInterval(() => {
    if (document.visibilityState === "visible") nodes.refresh()
  }, rosterEvery)
}

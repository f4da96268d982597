import { signal } from "@preact/signals"
import { Problem, post } from "../net/client"

export interface Action {
  /** What the button says. */
  name: string
  path: string
  /** What a person must know before; null where nothing is lost. */
  warning: string | null
}

/** What the last action led to, read aloud and shown for a while. */
export const outcome = signal<{ text: string; failed: boolean } | null>(null)
export const confirming = signal<Action | null>(null)
export const busy = signal<string | null>(null)

/** Does it, after asking where something would be lost. */
export function act(action: Action): void {
  if (action.warning === null) void carryOut(action)
  else confirming.value = action
}

export async function carryOut(action: Action): Promise<void> {
  confirming.value = null
  busy.value = action.path
  try {
    outcome.value = { text: (await post(action.path)).message, failed: false }
  } catch (failed) {
    if (!(failed instanceof Problem)) throw failed
    outcome.value = { text: failed.message, failed: true }
  } finally {
    busy.value = null
  }
}

const experiment = (id: string, verb: string) => `/api/experiments/${encodeURIComponent(id)}/${verb}`
const node = (name: string, verb: string) => `/api/nodes/${encodeURIComponent(name)}/${verb}`

export const actions = {
  pause: (id: string): Action => ({ name: "Pause", path: experiment(id, "pause"), warning: null }),
  resume: (id: string): Action => ({ name: "Resume", path: experiment(id, "resume"), warning: null }),
  cancel: (id: string): Action => ({
    name: "Cancel experiment",
    path: experiment(id, "cancel"),
    warning: `Stops ${id} for good: trials that run or wait are given up, and no other verb brings them back. What is recorded stays.`,
  }),
  retry: (key: string): Action => ({ name: "Retry", path: `/api/trials/${encodeURIComponent(key)}/retry`, warning: null }),
  drain: (name: string): Action => ({
    name: "Drain and stop",
    path: node(name, "drain?stop=true"),
    warning: `${name} gets nothing new, and what it runs stops after a last checkpoint and goes on elsewhere.`,
  }),
  undrain: (name: string): Action => ({ name: "Use again", path: node(name, "undrain"), warning: null }),
  release: (name: string): Action => ({
    name: "Release",
    path: node(name, "release"),
    warning: `${name} was put in quarantine for a reason. Release it when that is mended: it gets trials again.`,
  }),
}

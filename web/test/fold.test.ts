import { describe, expect, it } from "vitest"
import type { Change, Trial } from "../src/api"
import { foldTrials } from "../src/model/fold"

const trial = (more: Partial<Trial> = {}): Trial => ({
  key: "a",
  method: "hud",
  scene: "paviau",
  seed: 1,
  settings: {},
  status: "pending",
  attempt: 0,
  node: null,
  note: null,
  ...more,
})
const change = (kind: Change["kind"], more: Partial<Change> = {}): Change => ({
  kind,
  at: "2026-11-23T00:00:00Z",
  experiment: null,
  trial: "a",
  attempt: 1,
  node: null,
  detail: null,
  ...more,
})
const folded = (start: Trial, ...changes: Change[]) => foldTrials(new Map([["a", start]]), changes, "e").get("a")!

describe("trials after changes", () => {
  it("run where they are assigned and end recorded", () => {
    expect(folded(trial(), change("assigned", { node: "lab-2" }))).toMatchObject({ status: "running", attempt: 1, node: "lab-2" })
    expect(folded(trial(), change("assigned"), change("recorded"))).toMatchObject({ status: "recorded", node: null })
  })

  it("wait again after a loss, and the next attempt runs", () => {
    const lost = folded(trial(), change("assigned"), change("lost", { detail: "lease_expired: silent" }))
    expect(lost).toMatchObject({ status: "pending", attempt: 1, note: "lease_expired: silent" })
    expect(folded(lost, change("assigned", { attempt: 2, node: "lab-3" }))).toMatchObject({
      status: "running",
      attempt: 2,
      node: "lab-3",
    })
  })

  it("end cancelled with the reason when a search stops them", () => {
    const detail = "stopped early at step 50: place 2 of 2"
    expect(folded(trial(), change("assigned", { node: "lab-2" }), change("stopped", { detail }))).toMatchObject({
      status: "cancelled",
      node: null,
      note: detail,
    })
  })

  it("ignore what is older than the documents", () => {
    const recorded = trial({ status: "recorded", attempt: 2 })
    for (const kind of ["assigned", "lost", "failed", "retried"] as const)
      for (const attempt of [1, 2, 3]) expect(folded(recorded, change(kind, { attempt }))).toEqual(recorded)
    const second = trial({ status: "running", attempt: 2, node: "lab-3" })
    expect(folded(second, change("assigned"), change("lost"))).toEqual(second)
    const waiting = trial({ status: "pending", attempt: 1, note: "lost" })
    expect(folded(waiting, change("assigned"))).toEqual(waiting)
  })

  it("come to the same whether a change arrives once or twice", () => {
    const changes = [change("assigned"), change("lost"), change("assigned", { attempt: 2 }), change("recorded", { attempt: 2 })]
    expect(folded(trial(), ...changes, ...changes)).toEqual(folded(trial(), ...changes))
  })

  it("are cancelled with their experiment alone, and what is recorded stays", () => {
    expect(folded(trial(), change("cancelled", { trial: null, attempt: null, experiment: "e" })).status).toBe("cancelled")
    expect(folded(trial(), change("cancelled", { trial: null, attempt: null, experiment: "other" })).status).toBe("pending")
    const recorded = trial({ status: "recorded" })
    expect(folded(recorded, change("cancelled", { trial: null, attempt: null, experiment: "e" }))).toEqual(recorded)
  })

  it("wait again when retried, and only when they had failed", () => {
    const failed = trial({ status: "failed", attempt: 3 })
    expect(folded(failed, change("retried", { attempt: null })).status).toBe("pending")
    expect(folded(trial({ status: "running", attempt: 3 }), change("retried", { attempt: null })).status).toBe("running")
  })

  it("read changes that leave out what they do not know", () => {
    expect(folded(trial(), { kind: "draining", at: "", node: "lab-2" } as unknown as Change)).toEqual(trial())
  })
})

import { describe, expect, it } from "vitest"
import type { Attempt, Change, Node, Trial } from "../src/api"
import { byId, foldAttempts } from "../src/model/attempts"
import { lanesOf } from "../src/model/lanes"
import { causesOf } from "../src/model/losses"

const at = (seconds: number) => new Date(1_800_000_000_000 + seconds * 1000).toISOString()
const ms = (seconds: number) => 1_800_000_000_000 + seconds * 1000
const attempt = (from: number, to: number | null, more: Partial<Attempt> = {}): Attempt => ({
  trial: `t${from}`,
  number: 1,
  experiment: "e",
  method: "hud",
  scene: "paviau",
  seed: 1,
  node: "lab-2",
  slot: "cpu:0",
  started: at(from),
  ended: to === null ? null : at(to),
  end: to === null ? "running" : "recorded",
  reason: null,
  detail: null,
  checkpoint: null,
  lost_seconds: null,
  ...more,
})
const node = (name: string, ...slots: string[]) =>
  ({ node: name, in_sight: true, devices: slots.map(slot => ({ device: { name: slot }, running: null })) }) as unknown as Node
const change = (more: Partial<Change>): Change => ({
  kind: "assigned",
  at: at(5),
  experiment: "e",
  trial: "t",
  attempt: 1,
  node: "lab-2",
  detail: "cpu:1",
  ...more,
})
const trials = new Map([["t", { key: "t", method: "hud", scene: "paviau", seed: 3 } as Trial]])

describe("attempts after changes", () => {
  it("begin on the device that the change names", () => {
    const begun = foldAttempts(new Map(), [change({})], trials).get("t#1")
    expect(begun).toMatchObject({ node: "lab-2", slot: "cpu:1", end: "running", seed: 3, started: at(5) })
  })

  it("end once, with the cause apart from its words", () => {
    const lost = change({ kind: "lost", at: at(9), detail: "node_left: lab-2 left: gone" })
    const all = foldAttempts(new Map(), [change({}), lost, change({ kind: "recorded", at: at(10) })], trials)
    expect(all.get("t#1")).toMatchObject({ end: "lost", ended: at(9), reason: "node_left", detail: "lab-2 left: gone" })
  })

  it("of trials that the experiment does not have are none of its own", () => {
    expect(foldAttempts(new Map(), [change({ trial: "other" })], trials).size).toBe(0)
    expect(byId([attempt(0, 1)]).has("t0#1")).toBe(true)
  })
})

describe("the timeline", () => {
  it("has a lane for every device, in natural order, used or not", () => {
    const { lanes } = lanesOf(
      [attempt(0, 10, { node: "lab-10" })],
      [node("lab-10", "cpu:0"), node("lab-2", "cpu:0", "cpu:1")],
      ms(10),
    )
    expect(lanes.map(l => `${l.node} ${l.slot}`)).toEqual(["lab-2 cpu:0", "lab-2 cpu:1", "lab-10 cpu:0"])
    expect(lanes[1]).toMatchObject({ busy: 0, idle: 10_000 })
  })

  it("keeps the lane of a node that is gone", () => {
    expect(lanesOf([attempt(0, 10)], [], ms(20)).lanes).toMatchObject([{ node: "lab-2", inSight: false }])
  })

  it("counts idle time between attempts, and none twice where they overlap", () => {
    const { lanes, from, to } = lanesOf([attempt(0, 10), attempt(8, 12), attempt(20, null)], [], ms(30))
    expect([from, to]).toEqual([ms(0), ms(30)])
    expect(lanes[0]).toMatchObject({ busy: 22_000, idle: 8_000 })
  })

  it("draws no bar backwards when clocks differ", () => {
    expect(lanesOf([attempt(10, 9)], [], ms(30)).lanes[0]!.bars[0]).toMatchObject({ from: ms(10), to: ms(10) })
  })

  it("is empty without attempts", () => {
    expect(lanesOf([], [], ms(3))).toEqual({ lanes: [], from: ms(3), to: ms(3) })
  })
})

describe("causes of losses", () => {
  it("add up device seconds, dearest first", () => {
    const lost = (reason: string, seconds: number | null) => attempt(0, 1, { end: "lost", reason, lost_seconds: seconds })
    expect(causesOf([lost("node_left", 5), lost("crashed", 30), lost("node_left", 10), lost("stopped", null)])).toEqual([
      { cause: "crashed", count: 1, seconds: 30 },
      { cause: "node left", count: 2, seconds: 15 },
      { cause: "stopped", count: 1, seconds: 0 },
    ])
  })
})

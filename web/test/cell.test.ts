import { describe, expect, it } from "vitest"
import type { RunningAttempt, TableCell, Trial, TrialStatus } from "../src/api"
import { meanText, rangeOf, share, workOf } from "../src/model/cell"
import { duration, number } from "../src/model/format"

const cell = (more: Partial<TableCell> = {}): TableCell => ({
  done: 0,
  asked: 3,
  mean: null,
  half_width95: null,
  floor: null,
  is_best: false,
  is_beyond_floor: false,
  comparison: null,
  trials: ["a", "b", "c"],
  ...more,
})
const trials = (...states: TrialStatus[]) => new Map(states.map((status, i) => ["abc"[i]!, { key: "abc"[i]!, status } as Trial]))
const running = (key: string, step: number) => new Map([[key, { trial: key, phase: "train", step, of: 100 } as RunningAttempt]])

describe("a cell", () => {
  it("is done when all that is asked for is recorded", () => {
    expect(workOf(cell(), trials("recorded", "recorded", "recorded"), new Map())).toMatchObject({ state: "done", progress: 1 })
  })

  it("runs while any trial does, with what runs counted in part", () => {
    const work = workOf(cell(), trials("recorded", "running", "failed"), running("b", 50))
    expect(work.state).toBe("running")
    expect(work.progress).toBeCloseTo((1 + 0.44) / 3, 2)
  })

  it("says what stands in its way when nothing runs", () => {
    expect(workOf(cell(), trials("recorded", "failed", "pending"), new Map()).state).toBe("failed")
    expect(workOf(cell(), trials("recorded", "cancelled", "cancelled"), new Map()).state).toBe("cancelled")
    expect(workOf(cell(), trials("pending"), new Map()).state).toBe("waiting")
  })

  it("progresses evenly from the first phase to the last", () => {
    const phases = ["prepare", "train", "sample", "evaluate", "draw"] as const
    const all = phases.flatMap(phase => [0, 50, 100].map(step => share({ phase, step, of: 100 })))
    expect(all).toEqual([...all].sort((a, b) => a - b))
    expect([all[0], all.at(-1)]).toEqual([0, 1])
    expect(share({ phase: null, step: null, of: null })).toBe(0)
    expect(share({ phase: "train", step: 7, of: 0 })).toBeCloseTo(0.03)
  })

  it("shows mean and half width with the same decimals, one digit of the half width at least", () => {
    expect(meanText(cell({ mean: 0.99638, half_width95: 0.00748 }))).toEqual({ mean: "0.996", half: "0.007" })
    expect(meanText(cell({ mean: 0.99638, half_width95: 0.0006 }))).toEqual({ mean: "0.9964", half: "0.0006" })
    expect(meanText(cell({ mean: 48.328 }))).toEqual({ mean: "48.33", half: null })
    expect(meanText(cell())).toEqual({ mean: "–", half: null })
    expect(meanText(cell({ mean: 1, half_width95: 0 }))).toEqual({ mean: "1.000", half: "0.000" })
  })

  it("has a scale that holds interval, floor and published number, and none without numbers", () => {
    expect(rangeOf([cell()])).toBeNull()
    const [low, high] = rangeOf([cell({ mean: 5, half_width95: 1, floor: 9 }), cell({ mean: 5 })])!
    expect([low < 4, high > 9]).toEqual([true, true])
    const [a, b] = rangeOf([cell({ mean: 0 })])!
    expect(b).toBeGreaterThan(a)
  })
})

describe("numbers for people", () => {
  it("have a minus sign, and an exponent where digits would vanish", () => {
    expect([number(-0.5), number(1e-5), number(0), number(null), number(12345.6)]).toEqual([
      "−0.500",
      "1.0e−5",
      "0.000",
      "–",
      "12346",
    ])
  })

  it("say durations in two units at most", () => {
    expect([0, 59.6, 90, 3600, 7500, 90000].map(duration)).toEqual(["0 s", "1 min", "1 min 30 s", "1 h", "2 h 5 min", "1 d 1 h"])
    expect(duration(null)).toBe("–")
  })
})

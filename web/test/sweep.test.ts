import { describe, expect, it } from "vitest"
import type { TableCell, TablesDocument, Trial } from "../src/api"
import { curvesOf, isStoppedEarly, sweepOf } from "../src/model/sweep"

const cell = (key: string, mean: number | null): TableCell => ({
  done: 1,
  asked: 1,
  mean,
  half_width95: null,
  floor: 1,
  is_best: false,
  is_beyond_floor: false,
  comparison: null,
  trials: [key],
})
const column = (d: string, rate: string) => ({
  label: `${d} ${rate}`,
  heading: "",
  method: "hud",
  settings: { "hud.endmembers": d, "hud.rate": rate, "hud.preset": "tiny" },
})
const document = {
  experiment: "e",
  name: "e",
  methods: [],
  notes: [],
  tables: [
    {
      title: "t",
      metrics: [{ name: "fid", title: "FID", version: 1, higher_is_better: false, unit: "", source: "" }],
      columns: [column("16", "a"), column("4", "a"), column("4", "b")],
      rows: [
        {
          label: "paviau",
          scene: { name: "paviau", provenance: "" },
          metrics: [{ name: "fid", floor: null, cells: [cell("x", 3), cell("y", 5), cell("z", null)] }],
        },
      ],
    },
  ],
} satisfies TablesDocument
const trial = (key: string, status: Trial["status"], note: string | null) => ({ key, status, note }) as Trial

describe("a sweep", () => {
  const trials = new Map([["z", trial("z", "cancelled", "stopped early at step 200: below the median")]])
  const sweep = sweepOf(document, trials)

  it("knows the settings that vary, and no others", () => {
    expect(sweep.parameters).toEqual(["hud.endmembers", "hud.rate"])
    expect(sweepOf({ ...document, tables: [] }, trials).parameters).toEqual([])
  })

  it("has a curve for each combination of the other settings, in numeric order", () => {
    const curves = curvesOf(sweep, "hud.endmembers", "fid")
    expect(curves.map(c => [c.name, c.points.map(p => p.x)])).toEqual([
      ["paviau, rate a", ["4", "16"]],
      ["paviau, rate b", ["4"]],
    ])
  })

  it("marks what a search gave up early, and not what a person cancelled", () => {
    expect(sweep.points.map(p => p.stopped)).toEqual([false, false, true])
    expect(isStoppedEarly({ status: "cancelled", note: "its experiment was cancelled" })).toBe(false)
    expect(isStoppedEarly({ status: "recorded", note: null })).toBe(false)
  })
})

import { describe, expect, it } from "vitest"
import { links, parse } from "../src/model/routes"

describe("addresses", () => {
  it("lead back to what they were made of, whatever is in a name", () => {
    const [row, column] = ["indian_pines (derived)", "form=as/released #1 %ü"]
    expect(parse(links.cell("e-1", row, column))).toEqual({ view: "cell", id: "e-1", row, column })
    expect(parse(links.trial("e/1", "ab"))).toEqual({ view: "trial", id: "e/1", key: "ab" })
    expect(parse(links.view("e", "sweep"))).toEqual({ view: "sweep", id: "e" })
    expect(parse(links.experiment("e"))).toEqual({ view: "experiment", id: "e" })
    for (const home of ["", "#", "#/", "#/experiments"]) expect(parse(home)).toEqual({ view: "home" })
  })

  it("that lead nowhere are known as such", () => {
    for (const hash of ["#/x", "#/experiments/e/nothing", "#/experiments/e/sweep/x", "#/%zz", "#/experiments/a/b/c/d/e/f"])
      expect(parse(hash).view).toBe("unknown")
  })
})

import { describe, expect, it, vi } from "vitest"
import type { Change } from "../src/api"
import { Folded } from "../src/state/folded"

vi.mock("../src/net/client", () => ({ Problem: class extends Error {} }))

const change = (detail: string) => ({ kind: "assigned", detail }) as Change

describe("a document with changes on top", () => {
  it("keeps a change that came while an older document was on its way", async () => {
    vi.useFakeTimers()
    let answer: (value: string[]) => void = () => {}
    const folded = new Folded<string[]>(
      () => new Promise(resolve => (answer = resolve)),
      (value, changes) => [...new Set([...value, ...changes.map(c => c.detail!)])],
    )
    folded.refresh()
    await vi.advanceTimersByTimeAsync(1)
    folded.take(change("early"))
    await vi.advanceTimersByTimeAsync(100)
    expect(folded.value.value).toBeNull()
    answer(["document"])
    await vi.advanceTimersByTimeAsync(1)
    expect(folded.value.value).toEqual(["document", "early"])
    folded.take(change("a"))
    folded.take(change("b"))
    await vi.advanceTimersByTimeAsync(60)
    expect(folded.value.value).toEqual(["document", "early", "a", "b"])
    folded.dispose()
    vi.useRealTimers()
  })

  it("is read again once, however often that is asked for while it is read", async () => {
    vi.useFakeTimers()
    let reads = 0
    const folded = new Folded<number>(
      async () => ++reads,
      value => value,
      100,
    )
    for (let i = 0; i < 5; i++) folded.refresh()
    await vi.advanceTimersByTimeAsync(1)
    expect(reads).toBe(1)
    for (let i = 0; i < 5; i++) folded.refresh()
    await vi.advanceTimersByTimeAsync(50)
    expect(reads).toBe(1)
    await vi.advanceTimersByTimeAsync(100)
    expect(reads).toBe(2)
    folded.dispose()
    vi.useRealTimers()
  })
})

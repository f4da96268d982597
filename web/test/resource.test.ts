import { afterEach, beforeEach, describe, expect, it, vi } from "vitest"
import { Problem } from "../src/net/client"
import { Resource } from "../src/state/resource"

vi.mock("../src/net/client", () => ({
  Problem: class extends Error {
    constructor(readonly status: number) {
      super()
    }
  },
}))

describe("a document that cannot be had", () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  it.each([0, 502, 503, 504])("is asked for again after status %i until it is there", async status => {
    const load = vi
      .fn()
      .mockRejectedValueOnce(new Problem(status, "", ""))
      .mockRejectedValueOnce(new Problem(status, "", ""))
    load.mockResolvedValue("document")
    const resource = new Resource<string>(load, 10)
    resource.refresh()
    await vi.advanceTimersByTimeAsync(1)
    expect(resource.problem.value?.status).toBe(status)
    await vi.advanceTimersByTimeAsync(500)
    expect(load).toHaveBeenCalledTimes(1)
    await vi.advanceTimersByTimeAsync(2000)
    expect(resource.value.value).toBe("document")
    expect(resource.problem.value).toBeNull()
    await vi.advanceTimersByTimeAsync(10_000)
    expect(load).toHaveBeenCalledTimes(3)
  })

  it.each([400, 404, 500])("is left alone after status %i until something changes", async status => {
    const load = vi.fn().mockRejectedValue(new Problem(status, "", ""))
    const resource = new Resource<string>(load, 10)
    resource.refresh()
    await vi.advanceTimersByTimeAsync(10_000)
    expect(load).toHaveBeenCalledTimes(1)
    expect(resource.problem.value?.status).toBe(status)
  })

  it("is not asked for any more once nobody shows it", async () => {
    const load = vi.fn().mockRejectedValue(new Problem(503, "", ""))
    const resource = new Resource<string>(load, 10)
    resource.refresh()
    await vi.advanceTimersByTimeAsync(1)
    resource.dispose()
    await vi.advanceTimersByTimeAsync(10_000)
    expect(load).toHaveBeenCalledTimes(1)
  })
})

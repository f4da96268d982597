import { signal } from "@preact/signals"
import type { Change } from "../api"
import type { Problem } from "../net/client"
import { Resource } from "./resource"

/**
 * A document kept up to date by changes. Changes that arrive while it is read are put on top of what was read, because the
 * answer may be older than they are.
 */
export class Folded<T> {
  readonly value = signal<T | null>(null)
  readonly problem: { value: Problem | null }
  readonly #source: Resource<T>
  #since: Change[] = []
  #waiting: Change[] = []

  constructor(
    load: (signal: AbortSignal) => Promise<T>,
    private readonly fold: (value: T, changes: readonly Change[]) => T,
    gap = 500,
  ) {
    this.#source = new Resource(
      async stop => {
        const read = await load(stop)
        this.value.value = this.fold(read, this.#since)
        return read
      },
      gap,
      () => {
        this.#since = []
      },
    )
    this.problem = this.#source.problem
  }

  refresh(): void {
    this.#source.refresh()
  }

  /** Takes changes together that arrive together: a burst of hundreds is one picture. */
  take(change: Change): void {
    this.#since.push(change)
    this.#waiting.push(change)
    if (this.#waiting.length > 1) return
    setTimeout(() => {
      const changes = this.#waiting
      this.#waiting = []
      if (this.value.value !== null) this.value.value = this.fold(this.value.value, changes)
    }, 50)
  }

  dispose(): void {
    this.#source.dispose()
  }
}

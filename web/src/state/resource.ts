import { signal } from "@preact/signals"
import { Problem } from "../net/client"

/** Milliseconds until a document is asked for again that could not be had: the seed is away, or has not written it yet. */
const patience = 1000

const isPassing = ({ status }: Problem) => status === 0 || status >= 502

/** A document of the API that is read again whenever it may have changed, one request at a time. */
export class Resource<T> {
  readonly value = signal<T | null>(null)
  readonly problem = signal<Problem | null>(null)
  #timer: ReturnType<typeof setTimeout> | null = null
  #busy = false
  #again = false
  #earliest = 0
  readonly #stop = new AbortController()

  /** @param gap least milliseconds between the end of one request and the start of the next; slow answers make it longer */
  constructor(
    private readonly load: (signal: AbortSignal) => Promise<T>,
    private readonly gap = 500,
    private readonly loading: () => void = () => {},
  ) {}

  /** Reads the document, at once if the last time is long enough ago. */
  refresh(): void {
    if (this.#stop.signal.aborted || this.#timer !== null) return
    if (this.#busy) {
      this.#again = true
      return
    }
    this.#timer = setTimeout(() => this.#run(), Math.max(0, this.#earliest - Date.now()))
  }

  dispose(): void {
    if (this.#timer !== null) clearTimeout(this.#timer)
    this.#stop.abort()
  }

  async #run(): Promise<void> {
    this.#timer = null
    this.#busy = true
    const begun = Date.now()
    this.loading()
    try {
      const value = await this.load(this.#stop.signal)
      if (this.#stop.signal.aborted) return
      this.value.value = value
      this.problem.value = null
    } catch (failed) {
      if (this.#stop.signal.aborted) return
      if (!(failed instanceof Problem)) throw failed
      this.problem.value = failed
      this.#again ||= isPassing(failed)
    } finally {
      this.#busy = false
      const rest = this.problem.value && isPassing(this.problem.value) ? patience : 0
      this.#earliest = Date.now() + Math.max(this.gap, rest, 2 * (Date.now() - begun))
      if (this.#again) {
        this.#again = false
        this.refresh()
      }
    }
  }
}

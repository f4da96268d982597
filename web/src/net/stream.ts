import { signal } from "@preact/signals"
import type { Change, Running } from "../api"
import { ask } from "./client"
import { eventReader, type ServerEvent } from "./sse"

export type Connection = { state: "connecting" | "live" } | { state: "reconnecting"; since: number; tries: number }

export const connection = signal<Connection>({ state: "connecting" })

export interface Listener {
  /** The documents must be read again: a first connection, or one that could not go on where the last one ended. */
  fresh(): void
  change(change: Change): void
  progress(running: Running): void
}

const longestWait = 10_000
/** A connection that is silent for so long is taken for dead; resuming costs little. */
const silence = 60_000

/** Follows the seed's events for as long as the page is open. */
export async function follow(listener: Listener): Promise<never> {
  let last: string | null = null
  for (let tries = 0; ; tries++) {
    const stop = new AbortController()
    let watch = setTimeout(() => stop.abort(), silence)
    const take = ({ event, data, id }: ServerEvent) => {
      if (event === "hello") {
        if (last === null || (id !== null && id !== last)) listener.fresh()
      } else if (event === "change") listener.change(JSON.parse(data))
      else if (event === "progress") listener.progress(JSON.parse(data))
      if (id !== null) last = id
    }
    try {
      const headers: Record<string, string> = last === null ? {} : { "Last-Event-ID": last }
      const response = await ask("/api/events", { headers, signal: stop.signal, cache: "no-store" })
      if (response.ok && response.body) {
        connection.value = { state: "live" }
        tries = 0
        const read = eventReader(take)
        const reader = response.body.pipeThrough(new TextDecoderStream()).getReader()
        for (let part = await reader.read(); !part.done; part = await reader.read()) {
          clearTimeout(watch)
          watch = setTimeout(() => stop.abort(), silence)
          read(part.value)
        }
        // Another seed's numbers, or ones already forgotten, mean nothing here.
      } else if (response.status === 400 || response.status === 410) last = null
    } catch {
      // Whatever ended the connection, the next one is the answer.
    }
    clearTimeout(watch)
    stop.abort()
    const before = connection.value
    connection.value = { state: "reconnecting", since: before.state === "reconnecting" ? before.since : Date.now(), tries }
    await pause(Math.min(longestWait, 500 * 2 ** tries))
  }
}

/** Waits, but not longer than until the machine has a network again. */
const pause = (milliseconds: number) =>
  new Promise<void>(resolve => {
    const done = () => {
      clearTimeout(timer)
      removeEventListener("online", done)
      resolve()
    }
    const timer = setTimeout(done, milliseconds)
    addEventListener("online", done)
  })

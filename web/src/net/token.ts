import { signal } from "@preact/signals"

const key = "hud.token"

/** The API's token: kept for this browser tab alone. */
let token = sessionStorage.getItem(key)
let waiting: (() => void)[] = []

/** Whether a person is asked for the token; "again" when the one in use stopped working. */
export const asking = signal<false | "first" | "again">(false)

export const currentToken = () => token

/** Resolves once another token than `refused` is there. */
export function anotherToken(refused: string | null): Promise<void> {
  if (token !== refused) return Promise.resolve()
  asking.value = refused === null ? "first" : "again"
  return new Promise(resolve => waiting.push(resolve))
}

export function giveToken(given: string): void {
  token = given
  sessionStorage.setItem(key, given)
  asking.value = false
  const all = waiting
  waiting = []
  for (const go of all) go()
}

import type { Done } from "../api"
import { anotherToken, currentToken } from "./token"

/** A refusal in the seed's own words, or that it did not answer (status 0). */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly title: string,
    detail: string,
  ) {
    super(detail)
  }
}

/** A request that asks a person for the token as often as it is refused; the answer may still be a refusal of another kind. */
export async function ask(path: string, init: RequestInit = {}): Promise<Response> {
  for (;;) {
    const token = currentToken()
    const headers = new Headers(init.headers)
    if (token) headers.set("Authorization", `Bearer ${token}`)
    // no-cache: the browser keeps answers but asks each time whether they still hold (ETag).
    const response = await fetch(path, { cache: "no-cache", ...init, headers })
    if (response.status !== 401) return response
    await anotherToken(token)
  }
}

async function sound(path: string, init: RequestInit = {}): Promise<Response> {
  let response: Response
  try {
    response = await ask(path, init)
  } catch (failed) {
    if (failed instanceof DOMException && failed.name === "AbortError") throw failed
    throw new Problem(0, "no answer", "The seed does not answer. Is `hud seed` still running, and can this machine reach it?")
  }
  if (response.ok) return response
  throw await problemOf(response)
}

async function problemOf(response: Response): Promise<Problem> {
  const said = await response.json().catch(() => ({}))
  const title = typeof said.title === "string" ? said.title : response.statusText
  const detail = typeof said.detail === "string" ? said.detail : `The seed answered ${response.status} ${response.statusText}.`
  return new Problem(response.status, title, detail)
}

export const get = async <T>(path: string, init?: RequestInit): Promise<T> => (await sound(path, init)).json()

/** A picture: an img element could not send the token. */
export const getBlob = async (path: string, init?: RequestInit): Promise<Blob> => (await sound(path, init)).blob()

export const post = async (path: string): Promise<Done> => (await sound(path, { method: "POST" })).json()

/** All pages of a list; `limit` is what the API gives at most. */
export async function getAll<P extends { next: string | null }, T>(
  path: string,
  items: (page: P) => T[],
  init?: RequestInit,
): Promise<T[]> {
  const all: T[] = []
  let cursor: string | null = null
  do {
    const mark = path.includes("?") ? "&" : "?"
    const page: P = await get<P>(`${path}${mark}limit=1000${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ""}`, init)
    all.push(...items(page))
    cursor = page.next ?? null
  } while (cursor)
  return all
}

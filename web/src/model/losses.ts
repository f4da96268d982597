import type { Attempt } from "../api"

export interface Cause {
  cause: string
  count: number
  /** Device seconds after the last checkpoint, which have to be computed again. */
  seconds: number
}

/** The kind of a loss: what its reason says before details. */
export const causeOf = (attempt: Pick<Attempt, "reason" | "detail">) =>
  (attempt.reason ?? attempt.detail ?? "unknown").split(/[:;(]/)[0]!.trim().replaceAll("_", " ") || "unknown"

/** Losses by cause, dearest first. */
export function causesOf(attempts: readonly Attempt[]): Cause[] {
  const causes = new Map<string, Cause>()
  for (const attempt of attempts) {
    const cause = causeOf(attempt)
    const sum = causes.get(cause) ?? { cause, count: 0, seconds: 0 }
    causes.set(cause, { cause, count: sum.count + 1, seconds: sum.seconds + (attempt.lost_seconds ?? 0) })
  }
  return [...causes.values()].sort((a, b) => b.seconds - a.seconds || b.count - a.count)
}

import type { Progress, RunningAttempt, TableCell, Trial } from "../api"
import type { Trials } from "./fold"
import { decimalsOf, number } from "./format"

/** How far a trial's phases reach on one bar from 0 to 1; training is nearly all of the time. */
const spans: Record<string, [number, number]> = {
  prepare: [0, 0.03],
  train: [0.03, 0.85],
  sample: [0.85, 0.93],
  evaluate: [0.93, 0.98],
  draw: [0.98, 1],
}

/** 0 to 1 */
export function share({ phase, step, of }: Pick<Progress, "phase" | "step" | "of">): number {
  const [from, to] = spans[phase ?? "prepare"] ?? [0, 1]
  const part = step != null && of != null && of > 0 ? Math.min(1, Math.max(0, step / of)) : 0
  return from + (to - from) * part
}

export interface CellWork {
  trials: Trial[]
  running: RunningAttempt[]
  failed: number
  cancelled: number
  /** Of all trials that are asked for, 0 to 1. */
  progress: number
  state: "done" | "running" | "failed" | "cancelled" | "waiting"
}

/** What happens behind a cell. */
export function workOf(
  cell: Pick<TableCell, "trials" | "asked">,
  trials: Trials,
  running: ReadonlyMap<string, RunningAttempt>,
): CellWork {
  const mine = cell.trials.map(key => trials.get(key)).filter(trial => trial !== undefined)
  const at = mine
    .filter(t => t.status === "running")
    .map(t => running.get(t.key))
    .filter(r => r !== undefined)
  const count = (status: Trial["status"]) => mine.filter(t => t.status === status).length
  const recorded = count("recorded")
  const asked = Math.max(cell.asked, 1)
  const [busy, failed, cancelled] = [count("running"), count("failed"), count("cancelled")]
  return {
    trials: mine,
    running: at,
    failed,
    cancelled,
    progress: Math.min(1, (recorded + at.reduce((sum, r) => sum + share(r), 0)) / asked),
    state: busy > 0 ? "running" : recorded >= asked ? "done" : failed > 0 ? "failed" : cancelled > 0 ? "cancelled" : "waiting",
  }
}

/** Mean and half width with the same decimals: enough for the half width to have a digit. */
export function meanText(cell: Pick<TableCell, "mean" | "half_width95">): { mean: string; half: string | null } {
  if (cell.mean == null) return { mean: "–", half: null }
  if (cell.half_width95 == null) return { mean: number(cell.mean), half: null }
  const needed = cell.half_width95 > 0 ? Math.ceil(-Math.log10(cell.half_width95)) : 3
  const decimals = Math.min(5, Math.max(decimalsOf(cell.mean), needed))
  return { mean: number(cell.mean, decimals), half: number(cell.half_width95, decimals) }
}

/** Where interval, published number and floor of the cells beside each other lie; null when there is nothing to show. */
export function rangeOf(cells: readonly TableCell[]): [number, number] | null {
  const all = cells.flatMap(c => [
    ...(c.mean == null ? [] : [c.mean, c.mean - (c.half_width95 ?? 0), c.mean + (c.half_width95 ?? 0)]),
    ...(c.comparison ? [c.comparison.published] : []),
    ...(c.floor == null ? [] : [c.floor]),
  ])
  const finite = all.filter(Number.isFinite)
  if (finite.length === 0) return null
  const [low, high] = [Math.min(...finite), Math.max(...finite)]
  const margin = (high - low || Math.abs(high) || 1) * 0.06
  return [low - margin, high + margin]
}

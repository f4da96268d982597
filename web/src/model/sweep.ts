import type { Table, TableCell, TablesDocument, Trial } from "../api"
import type { Trials } from "./fold"

/** One configuration on one scene, over its seeds. */
export interface Point {
  row: string
  column: string
  method: string
  settings: Record<string, string>
  cells: ReadonlyMap<string, TableCell>
  stopped: boolean
}
export interface Sweep {
  parameters: string[]
  metrics: { name: string; title: string; higherIsBetter: boolean }[]
  points: Point[]
}

/** Whether a search gave a trial up before its end. */
export const isStoppedEarly = (trial: Pick<Trial, "status" | "note">) =>
  trial.status === "cancelled" && /stopped early|pruned/i.test(trial.note ?? "")

/** The state that people are told. */
export const stateOf = (trial: Pick<Trial, "status" | "note">) => (isStoppedEarly(trial) ? "stopped" : trial.status)

/** All that was tried, gathered from all tables; no parameters when nothing is swept. */
export function sweepOf(document: TablesDocument, trials: Trials): Sweep {
  const points = new Map<string, Point & { cells: Map<string, TableCell> }>()
  for (const table of document.tables) for (const each of pointsOf(table)) add(points, each)
  for (const point of points.values()) {
    const mine = [...point.cells.values()].flatMap(c => c.trials.map(key => trials.get(key))).filter(t => t !== undefined)
    point.stopped = mine.length > 0 && mine.every(isStoppedEarly)
  }
  const all = [...points.values()]
  return {
    parameters: [...new Set(all.flatMap(p => Object.keys(p.settings)))].filter(
      name => new Set(all.map(p => p.settings[name] ?? "")).size > 1,
    ),
    metrics: document.tables.flatMap(t =>
      t.metrics.map(m => ({ name: m.name, title: m.title, higherIsBetter: m.higher_is_better })),
    ),
    points: all,
  }
}

function* pointsOf(table: Table) {
  for (const row of table.rows)
    for (const metric of row.metrics)
      for (const [index, cell] of metric.cells.entries()) {
        const column = table.columns[index]
        if (column) yield { row: row.label, column, metric: metric.name, cell }
      }
}

function add(
  points: Map<string, Point & { cells: Map<string, TableCell> }>,
  at: { row: string; column: Table["columns"][number]; metric: string; cell: TableCell },
): void {
  const id = `${at.row}\n${at.column.label}`
  const known = points.get(id)
  if (known) known.cells.set(at.metric, at.cell)
  else
    points.set(id, {
      row: at.row,
      column: at.column.label,
      method: at.column.method,
      settings: at.column.settings,
      cells: new Map([[at.metric, at.cell]]),
      stopped: false,
    })
}

/** The number that a setting's text is; null for words. */
export const numeric = (text: string | undefined): number | null =>
  text !== undefined && text.trim() !== "" && Number.isFinite(Number(text)) ? Number(text) : null

/** Curves of one metric over one parameter: a line for each scene and combination of the other settings. */
export function curvesOf(
  sweep: Sweep,
  parameter: string,
  metric: string,
): { name: string; points: { x: string; cell: TableCell }[] }[] {
  const curves = new Map<string, { x: string; cell: TableCell }[]>()
  for (const point of sweep.points) {
    const [x, cell] = [point.settings[parameter], point.cells.get(metric)]
    if (x === undefined || !cell) continue
    const others = sweep.parameters.filter(p => p !== parameter && point.settings[p] !== undefined)
    const name = [point.row, ...others.map(p => `${p.split(".").pop()} ${point.settings[p]}`)].join(", ")
    curves.set(name, [...(curves.get(name) ?? []), { x, cell }])
  }
  const order = (a: { x: string }, b: { x: string }) => (numeric(a.x) ?? 0) - (numeric(b.x) ?? 0)
  return [...curves].map(([name, points]) => ({ name, points: points.sort(order) }))
}

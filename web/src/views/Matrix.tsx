import type { Table, TableColumn, TableMetric, TableRow } from "../api"
import { rangeOf } from "../model/cell"
import { number } from "../model/format"
import { CellLink } from "./CellLink"

/** Columns that a screen shows beside each other; with more, configurations become rows. */
const mostColumns = 12

type Props = { table: Table; metric: TableMetric; experiment: string }

export function Matrix(props: Props) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
    <section class="scroll" tabIndex={0} aria-label={`${props.metric.title}, by scene and method`}>
      {props.table.columns.length > mostColumns ? <Tall {...props} /> : <Wide {...props} />}
    </section>
  )
}

const partOf = (row: TableRow, metric: TableMetric) => row.metrics.find(m => m.name === metric.name)

function Wide({ table, metric, experiment }: Props) {
  return (
    <table class="matrix">
      <thead>
        <tr>
          <th scope="col">scene</th>
          {table.columns.map(column => (
            <th scope="col" key={column.label}>
              {column.heading}
            </th>
          ))}
          <th scope="col">floor</th>
        </tr>
      </thead>
      <tbody>
        {table.rows.map(row => {
          const part = partOf(row, metric)
          const range = rangeOf(part?.cells ?? [])
          return (
            <tr key={row.label}>
              <th scope="row">{row.label}</th>
              {table.columns.map((column, index) => (
                <td key={column.label}>{cellOf(part, index, { row, column, metric, range, experiment })}</td>
              ))}
              <td class="floor">{floorText(part?.floor ?? null)}</td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

function Tall({ table, metric, experiment }: Props) {
  const parts = table.rows.map(row => partOf(row, metric))
  const ranges = parts.map(part => rangeOf(part?.cells ?? []))
  return (
    <table class="matrix">
      <thead>
        <tr>
          <th scope="col">configuration</th>
          {table.rows.map((row, index) => (
            <th scope="col" key={row.label}>
              {row.label} <span class="quiet">floor {floorText(parts[index]?.floor ?? null)}</span>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {table.columns.map((column, index) => (
          <tr key={column.label}>
            <th scope="row">{column.heading}</th>
            {table.rows.map((row, at) => (
              <td key={row.label}>{cellOf(parts[at], index, { row, column, metric, range: ranges[at] ?? null, experiment })}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

interface Place {
  row: TableRow
  column: TableColumn
  metric: TableMetric
  range: [number, number] | null
  experiment: string
}

function cellOf(part: ReturnType<typeof partOf>, index: number, place: Place) {
  const cell = part?.cells[index]
  return cell ? <CellLink cell={cell} {...place} /> : null
}

function floorText(floor: { low: number; high: number } | null): string {
  if (!floor) return "–"
  const [low, high] = [number(floor.low), number(floor.high)]
  return low === high ? low : `${low} to ${high}`
}

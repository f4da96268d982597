import { useState } from "preact/hooks"
import type { Table, TablesDocument } from "../api"
import { experiment } from "../state/experiment"
import { Empty, Failure, Panel } from "../ui/Parts"
import { Legend } from "../ui/Strip"
import { Matrix } from "./Matrix"

export function ExperimentView() {
  const tables = experiment.value?.tables
  const document = tables?.value.value
  const problem = tables?.problem.value
  return (
    <>
      {problem && <Failure problem={problem} retry={() => tables?.refresh()} />}
      {!document && !problem && <Empty title="Reading the tables …" />}
      {document && document.tables.length === 0 && (
        <Empty title="This experiment has no table">
          <p>Its file names no metric that a table shows.</p>
        </Empty>
      )}
      {document && document.tables.length > 0 && <Tables of={document} />}
    </>
  )
}

/** One table at a time: eighteen metrics below each other are no overview. */
function Tables({ of }: { of: TablesDocument }) {
  const [chosen, choose] = useState(of.tables[0]!.title)
  const table: Table = of.tables.find(t => t.title === chosen) ?? of.tables[0]!
  return (
    <>
      {of.tables.length > 1 && (
        <fieldset class="segments" style={{ border: 0, margin: 0, padding: 0 }} aria-label="Table">
          {of.tables.map(each => (
            <button type="button" key={each.title} aria-pressed={each === table} onClick={() => choose(each.title)}>
              {each.title}
            </button>
          ))}
        </fieldset>
      )}
      <Legend />
      {table.metrics.map(metric => (
        <Panel
          key={metric.name}
          bare
          title={`${metric.title}${metric.unit ? ` [${metric.unit}]` : ""} ${metric.higher_is_better ? "↑" : "↓"}`}
          right={<span class="quiet">{metric.source}</span>}
        >
          <Matrix table={table} metric={metric} experiment={of.experiment} />
        </Panel>
      ))}
      <details class="panel">
        <summary>Notes on the tables</summary>
        <div class="body">
          <ul class="notes">
            {of.notes.map(note => (
              <li key={note}>{note}</li>
            ))}
          </ul>
        </div>
      </details>
    </>
  )
}

import type { EChartsCoreOption } from "echarts/core"
import { useCallback, useEffect, useState } from "preact/hooks"
import type { Attempt, Node } from "../api"
import type { Colours } from "../charts/colours"
import { laneHeight, timelineOption } from "../charts/timeline"
import { duration, moment, plural, seconds, short } from "../model/format"
import { type Lanes, lanesOf } from "../model/lanes"
import { links } from "../model/routes"
import { nodes } from "../state/cluster"
import { experiment } from "../state/experiment"
import { Chart } from "../ui/Chart"
import { Empty, Failure, Panel, StateChip } from "../ui/Parts"
import { VirtualRows } from "../ui/VirtualRows"
import { NodesPanel } from "./NodesPanel"

const spans = { all: Number.POSITIVE_INFINITY, "last day": 86_400_000, "last hour": 3_600_000, "last 10 minutes": 600_000 }

export function TimelineView() {
  const state = experiment.value
  const [span, setSpan] = useState<keyof typeof spans>("all")
  const now = useNow(2000)
  useEffect(() => state?.wantAttempts(), [state])
  const attempts = state?.attempts.value.value
  const problem = state?.attempts.problem.value
  const known: readonly Node[] = nodes.value.value?.nodes ?? []
  if (!state || (!attempts && !problem)) return <Empty title="Reading the attempts …" />
  const lanes = lanesOf(attempts?.values() ?? [], known, now)
  return (
    <>
      {problem && <Failure problem={problem} retry={() => state.attempts.refresh()} />}
      <Panel
        title={`${plural(lanes.lanes.length, "device")}, ${plural(attempts?.size ?? 0, "attempt")}`}
        right={
          <fieldset class="segments" style={{ border: 0, margin: 0, padding: 0 }} aria-label="Time shown">
            {(Object.keys(spans) as (keyof typeof spans)[]).map(each => (
              <button type="button" key={each} aria-pressed={each === span} onClick={() => setSpan(each)}>
                {each}
              </button>
            ))}
          </fieldset>
        }
      >
        {attempts?.size === 0 ? (
          <Empty title="Nothing has run yet">
            <p>A lane appears for every device; without nodes start one:</p>
            <code>hud node --seed HOST:4700</code>
          </Empty>
        ) : (
          <LaneChart of={lanes} from={Math.max(lanes.from, lanes.to - spans[span])} span={span} />
        )}
      </Panel>
      <NodesPanel />
      <AttemptList id={state.id} attempts={[...(attempts?.values() ?? [])].reverse()} />
    </>
  )
}

function LaneChart({ of, from, span }: { of: Lanes; from: number; span: string }) {
  const option = useCallback((colours: Colours): EChartsCoreOption => timelineOption(of, from, colours), [of])
  const busy = of.lanes.reduce((sum, l) => sum + l.busy, 0)
  const all = of.lanes.reduce((sum, l) => sum + l.busy + l.idle, 0)
  const pick = (data: unknown) => {
    const trial = (data as { bar?: { attempt: Attempt } | null })?.bar?.attempt.trial
    if (trial && experiment.value) location.hash = links.trial(experiment.value.id, trial)
  }
  return (
    <>
      <Chart
        label={`Timeline of ${of.lanes.length} devices; the attempts are listed below`}
        height={of.lanes.length * laneHeight + 76}
        option={option}
        kind={`${span} ${of.lanes.map(l => `${l.node} ${l.slot}`).join()}`}
        onPick={pick}
      />
      <p class="legend">
        <span>
          devices busy {all > 0 ? Math.round((100 * busy) / all) : 0} % of the time, idle {duration((all - busy) / 1000)}: the
          empty track, or work of other experiments
        </span>
        <span>✕ lost or failed</span>
        <span>Ctrl and wheel zoom; a click opens the trial</span>
      </p>
    </>
  )
}

function AttemptList({ id, attempts }: { id: string; attempts: Attempt[] }) {
  if (attempts.length === 0) return null
  return (
    <Panel title="Attempts, latest first" bare>
      <VirtualRows
        label="Attempts"
        columns={["trial", "method and scene", "device", "began", "lasted", "end"]}
        widths="120px minmax(150px, 2fr) minmax(110px, 1fr) 120px 100px minmax(120px, 1fr)"
        items={attempts}
        id={a => `${a.trial}#${a.number}`}
        row={a => [
          <a class="mono" href={links.trial(id, a.trial)} key="trial">
            {short(a.trial)} #{a.number}
          </a>,
          `${a.method} on ${a.scene}, seed ${a.seed}`,
          `${a.node} ${a.slot}`,
          moment(a.started),
          duration(seconds(a.started, a.ended ?? Date.now())),
          <StateChip state={a.end} key="end" />,
        ]}
      />
    </Panel>
  )
}

function useNow(every: number): number {
  const [now, set] = useState(Date.now())
  useEffect(() => {
    const timer = setInterval(() => document.visibilityState === "visible" && set(Date.now()), every)
    return () => clearInterval(timer)
  }, [every])
  return now
}

import type { EChartsCoreOption } from "echarts/core"
import { useCallback, useEffect, useState } from "preact/hooks"
import type { Curve, CurvePoint } from "../api"
import type { Colours } from "../charts/colours"
import { type LossCurve, lossOption } from "../charts/loss"
import { get } from "../net/client"
import { epoch } from "../state/cluster"
import { Chart } from "../ui/Chart"
import { Empty, Panel } from "../ui/Parts"

interface Shown {
  key: string
  name: string
  running: boolean
}

const every = 2000

/** Loss curves; those of running trials grow. */
export function LossPanel({ trials }: { trials: readonly Shown[] }) {
  const [curves, set] = useState<ReadonlyMap<string, readonly CurvePoint[]>>(new Map())
  const [log, setLog] = useState(false)
  const keys = trials.map(t => `${t.key} ${t.running}`).join()
  useEffect(() => {
    const stop = new AbortController()
    const read = async (key: string) => {
      const curve = await get<Curve>(`/api/trials/${key}/curve`, { signal: stop.signal }).catch(() => null)
      if (curve && !stop.signal.aborted) set(known => new Map(known).set(key, curve.points))
    }
    for (const trial of trials) void read(trial.key)
    const timer = setInterval(() => {
      if (document.visibilityState === "visible") for (const trial of trials) if (trial.running) void read(trial.key)
    }, every)
    return () => {
      stop.abort()
      clearInterval(timer)
    }
  }, [keys, epoch.value])
  const drawn: LossCurve[] = trials.map(t => ({ name: t.name, points: curves.get(t.key) ?? [] })).filter(c => c.points.length > 0)
  const positive = drawn.every(c => c.points.every(p => p[1] > 0 && p[2] > 0))
  const option = useCallback(
    (colours: Colours): EChartsCoreOption => lossOption(drawn, log && positive, colours),
    [curves, log, positive, keys],
  )
  const live = trials.some(t => t.running)
  return (
    <Panel
      title={live ? "Loss, live" : "Loss"}
      right={
        positive &&
        drawn.length > 0 && (
          <label class="field">
            <input type="checkbox" checked={log} onChange={event => setLog(event.currentTarget.checked)} /> logarithmic
          </label>
        )
      }
    >
      {drawn.length === 0 ? (
        <Empty title="No curve yet">
          <p>{live ? "It begins with the first training steps." : "It appears when a trial trains."}</p>
        </Empty>
      ) : (
        <Chart
          label={`Loss over training steps of ${drawn.map(c => c.name).join(", ")}`}
          height={280}
          option={option}
          kind={`${log} ${drawn.length}`}
        />
      )}
    </Panel>
  )
}

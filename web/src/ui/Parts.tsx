import type { ComponentChildren } from "preact"
import type { AttemptEnd, TrialStatus, Verdict } from "../api"
import type { Problem } from "../net/client"

export function Panel(props: { title: string; right?: ComponentChildren; children: ComponentChildren; bare?: boolean }) {
  return (
    <section class="panel" aria-label={props.title}>
      <header>
        <h2>{props.title}</h2>
        {props.right && <div class="right">{props.right}</div>}
      </header>
      {props.bare ? props.children : <div class="body">{props.children}</div>}
    </section>
  )
}

export const Empty = (props: { title: string; children?: ComponentChildren }) => (
  <div class="empty">
    <strong>{props.title}</strong>
    {props.children}
  </div>
)

export const Failure = ({ problem, retry }: { problem: Problem; retry?: () => void }) => (
  <div class="note bad" role="alert">
    <strong>{problem.title}.</strong> {problem.message}{" "}
    {retry && (
      <button type="button" class="button small" onClick={retry}>
        Try again
      </button>
    )}
  </div>
)

/** @param value 0 to 1 */
export const Progress = ({
  value,
  label,
  tall,
  failed = 0,
}: {
  value: number
  label: string
  tall?: boolean
  failed?: number
}) => (
  <span
    class={tall ? "progress tall" : "progress"}
    role="progressbar"
    aria-label={label}
    aria-valuemin={0}
    aria-valuemax={100}
    aria-valuenow={Math.round(value * 100)}
  >
    <span class="stack" style={{ height: "100%" }}>
      <i style={{ width: `${value * 100}%` }} />
      {failed > 0 && <i class="failed" style={{ width: `${failed * 100}%` }} />}
    </span>
  </span>
)

const verdicts: Record<Verdict, [className: string, sign: string, text: string]> = {
  reproduced: ["good", "=", "reproduced"],
  better: ["active", "▲", "better"],
  worse: ["bad", "▼", "worse"],
  undecided: ["", "?", "undecided"],
  not_comparable: ["", "≠", "not comparable"],
}

export function VerdictChip({ verdict }: { verdict: Verdict }) {
  const [className, sign, text] = verdicts[verdict] ?? ["", "", verdict]
  return (
    <span class={`chip ${className}`}>
      <span aria-hidden="true">{sign}</span>
      {text}
    </span>
  )
}

const states: Record<TrialStatus | AttemptEnd | "stopped", [className: string, sign: string, text: string]> = {
  pending: ["", "○", "waiting"],
  running: ["active", "▸", "running"],
  recorded: ["good", "✓", "recorded"],
  failed: ["bad", "✕", "failed"],
  cancelled: ["", "–", "cancelled"],
  lost: ["warn", "⚡", "lost"],
  stopped: ["warn", "⏹", "stopped early"],
}

export function StateChip({ state }: { state: keyof typeof states }) {
  const [className, sign, text] = states[state] ?? ["", "", state]
  return (
    <span class={`chip ${className}`}>
      <span aria-hidden="true">{sign}</span>
      {text}
    </span>
  )
}

export function Facts({ of }: { of: [string, ComponentChildren][] }) {
  return (
    <dl class="facts">
      {of.map(([name, value]) => (
        <>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </>
      ))}
    </dl>
  )
}

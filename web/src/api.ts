// What the seed's HTTP API answers. Names are snake_case, times ISO 8601 in UTC, null or absent where nothing is known. Refusals are
// RFC 9457 problem documents { title, status, detail }. Where the seed has a token, everything under /api needs it.

/** GET /api/experiments */
export interface ExperimentList {
  experiments: ExperimentSummary[]
}
export interface ExperimentSummary {
  id: string
  name: string
  trials: number
  running: number
  recorded: number
  failed: number
  cancelled: number
  /** Those of the cancelled that a search stopped; absent for none. */
  stopped_early?: number
  paused: boolean
}

export type TrialStatus = "pending" | "running" | "recorded" | "failed" | "cancelled"

/** GET /api/experiments/{id}/trials?cursor=&limit= (limit at most 1000) */
export interface TrialPage {
  trials: Trial[]
  next: string | null
}
export interface Trial {
  key: string
  method: string
  scene: string
  seed: number
  settings: Record<string, string>
  status: TrialStatus
  attempt: number
  node: string | null
  note: string | null
}

/** GET /api/experiments/{id}/attempts and GET /api/attempts?end=lost, both with cursor= and limit= */
export interface AttemptPage {
  attempts: Attempt[]
  next: string | null
}
export type AttemptEnd = "running" | "recorded" | "failed" | "lost" | "stopped"
export interface Attempt {
  trial: string
  number: number
  experiment: string | null
  method: string
  scene: string
  seed: number
  node: string
  slot: string
  started: string
  ended: string | null
  end: AttemptEnd
  reason: string | null
  detail: string | null
  checkpoint: Checkpoint | null
  lost_seconds: number | null
}
export interface Checkpoint {
  phase: string
  step: number
  at: string
}

/** GET /api/running */
export interface Running {
  attempts: RunningAttempt[]
}
export interface RunningAttempt extends Progress {
  trial: string
  number: number
  node: string
  slot: string
  since: string
  experiment: string | null
}
export interface Progress {
  phase: "prepare" | "train" | "sample" | "evaluate" | "draw" | null
  step: number | null
  of: number | null
  loss: number | null
  seconds_left: number | null
}

/** GET /api/trials/{key}; its files lie at /api/trials/{key}/files/{name} */
export interface TrialDetail {
  key: string
  spec: TrialSpec
  experiments: string[]
  status: TrialStatus
  why: string
  attempts: Attempt[]
  result: TrialResult | null
  failure: { kind: string; message: string; step: number | null } | null
  progress: Progress | null
  files: string[]
}
export interface TrialSpec {
  scene: { name: string; sha256: string; provenance: string; rows: number; cols: number; bands: number }
  method: string
  seed: number
  budget: Record<string, unknown>
  sampling: Record<string, unknown>
  evaluation: Record<string, unknown>
  options: Record<string, string>
  threads: number
}
export interface TrialResult {
  metrics: Metric[]
  artifacts: Record<string, string>
  seconds: Record<string, number>
  environment: Record<string, string>
}
export interface Metric {
  name: string
  version: number
  value: number | null
  floor: number | null
  error: number | null
  remark: string | null
}

/** GET /api/trials/{key}/curve: at most 2000 points, more while it trains */
export interface Curve {
  points: CurvePoint[]
}
export type CurvePoint = [step: number, loss: number, running_loss: number]

/** GET /api/trials/{key}/log?tail=N */
export interface LogTail {
  lines: string[]
}

/** GET /api/nodes */
export interface NodesView {
  nodes: Node[]
}
export interface Node {
  node: string
  in_sight: boolean
  devices: Device[]
  labels: string[]
  engine: { build: string; results: number } | null
  last_heard: string | null
  draining: boolean
  losses: number
  last_loss: string | null
  quarantine: { cause: string; reason: string; at: string } | null
  refusal: string | null
  awaits_canary: boolean
}
export interface Device {
  device: { name: string; kind: string; threads: number; memory_bytes: number | null }
  running: { trial: string; number: number } | string | null
}

/** Event `change` of GET /api/events; events `hello` (no data) and `progress` (Running) are the others */
export interface Change {
  kind: ChangeKind
  at: string
  experiment: string | null
  trial: string | null
  attempt: number | null
  node: string | null
  detail: string | null
}
export type ChangeKind =
  | "submitted"
  | "resumed"
  | "assigned"
  | "checkpoint"
  | "lost"
  | "failed"
  | "recorded"
  | "paused"
  | "continued"
  | "cancelled"
  | "extended"
  | "judged"
  | "stopped"
  | "prioritised"
  | "retried"
  | "draining"
  | "undrained"
  | "quarantined"
  | "released"
  | "cleared"

/** GET /api/experiments/{id}/tables?format=json */
export interface TablesDocument {
  experiment: string
  name: string
  methods: { name: string; title: string; note: string }[]
  tables: Table[]
  notes: string[]
}
export interface Table {
  title: string
  metrics: TableMetric[]
  columns: TableColumn[]
  rows: TableRow[]
}
export interface TableMetric {
  name: string
  title: string
  version: number
  higher_is_better: boolean
  unit: string
  source: string
}
export interface TableColumn {
  label: string
  heading: string
  method: string
  settings: Record<string, string>
}
export interface TableRow {
  label: string
  scene: { name: string; provenance: string }
  metrics: { name: string; floor: { low: number; high: number } | null; cells: TableCell[] }[]
}
export interface TableCell {
  done: number
  asked: number
  mean: number | null
  half_width95: number | null
  floor: number | null
  is_best: boolean
  is_beyond_floor: boolean
  comparison: { published: number; margin: number; difference: number | null; verdict: Verdict } | null
  trials: string[]
}
export type Verdict = "reproduced" | "better" | "worse" | "undecided" | "not_comparable"

/** What an action answers. */
export interface Done {
  command: string
  message: string
}

const minus = "\u2212"

/** A measured number: as many decimals as a reader compares, never more digits than mean something. */
export function number(value: number | null | undefined, decimals = decimalsOf(value ?? 0)): string {
  if (value == null || !Number.isFinite(value)) return "–"
  const size = Math.abs(value)
  const text = size !== 0 && (size < 5e-4 || size >= 1e6) ? value.toExponential(1) : value.toFixed(decimals)
  return text.replace("-", minus)
}

export function decimalsOf(value: number): number {
  const size = Math.abs(value)
  return size >= 1000 ? 0 : size >= 100 ? 1 : size >= 10 ? 2 : 3
}

/** 45 s, 3 min 20 s, 2 h 5 min, 3 d 4 h */
export function duration(seconds: number | null | undefined): string {
  if (seconds == null || !Number.isFinite(seconds)) return "–"
  const s = Math.max(0, Math.round(seconds))
  if (s < 60) return `${s} s`
  if (s < 3600) return `${Math.floor(s / 60)} min${s % 60 && s < 600 ? ` ${s % 60} s` : ""}`
  if (s < 86400) return two(Math.floor(s / 3600), "h", Math.floor((s % 3600) / 60), "min")
  return two(Math.floor(s / 86400), "d", Math.floor((s % 86400) / 3600), "h")
}

const two = (a: number, unit: string, b: number, small: string) => (b ? `${a} ${unit} ${b} ${small}` : `${a} ${unit}`)

const clock = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", second: "2-digit" })
const day = new Intl.DateTimeFormat("en-GB", { day: "2-digit", month: "short" })

/** Local time; with the day when that is not today. */
export function moment(at: string | null | undefined, now = Date.now()): string {
  if (!at) return "–"
  const date = new Date(at)
  const today = new Date(now).toDateString() === date.toDateString()
  return today ? clock.format(date) : `${day.format(date)} ${clock.format(date)}`
}

export const seconds = (from: string, to: string | number) => (new Date(to).getTime() - new Date(from).getTime()) / 1000

/** What people see of a key of 64 digits. */
export const short = (key: string) => key.slice(0, 12)

export const bytes = (count: number | null) => (count == null ? "–" : `${(count / 2 ** 30).toFixed(1)} GiB`)

export const plural = (count: number, one: string, many = `${one}s`) =>
  `${count.toLocaleString("en")} ${count === 1 ? one : many}`

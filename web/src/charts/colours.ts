/** Colours of a chart; series are told apart by the blind to colours too (after Okabe and Ito), and differ in lightness. */
export interface Colours {
  ink: string
  quiet: string
  line: string
  track: string
  surface: string
  accent: string
  bad: string
  warn: string
  series: string[]
}

const light = ["#0072b2", "#c55a00", "#00805a", "#a3478a", "#7a6a00", "#2b9bd6", "#8c2d04", "#4d4d4d"]
const dark = ["#56a8e0", "#f0944d", "#3dbf94", "#d98bc2", "#d8c64a", "#9ad2f5", "#e0775a", "#b0b0b0"]

export function coloursOf(isDark: boolean): Colours {
  const style = getComputedStyle(document.documentElement)
  const of = (name: string) => style.getPropertyValue(name).trim()
  return {
    ink: of("--ink"),
    quiet: of("--ink-3"),
    line: of("--line"),
    track: of("--track"),
    surface: of("--surface"),
    accent: of("--accent"),
    bad: of("--bad"),
    warn: of("--warn"),
    series: isDark ? dark : light,
  }
}

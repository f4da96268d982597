import type { Colours } from "./colours"

/** A tooltip's content: elements, because text of the cluster must stay text, and a content security policy forbids inline styles. */
export function tip(title: string, lines: (readonly [name: string, value: string])[]): HTMLElement {
  const box = document.createElement("div")
  const head = box.appendChild(document.createElement("strong"))
  head.textContent = title
  for (const [name, value] of lines) {
    const line = box.appendChild(document.createElement("div"))
    line.textContent = name ? `${name}: ${value}` : value
  }
  return box
}

export const tooltip = (colours: Colours) => ({
  backgroundColor: colours.surface,
  borderColor: colours.line,
  textStyle: { color: colours.ink, fontSize: 12 },
  confine: true,
})

export const axis = (colours: Colours) => ({
  axisLine: { lineStyle: { color: colours.line } },
  axisTick: { show: false },
  axisLabel: { color: colours.quiet, fontSize: 11 },
  nameTextStyle: { color: colours.quiet, fontSize: 11 },
  splitLine: { lineStyle: { color: colours.line, opacity: 0.6 } },
})

export const legend = (colours: Colours) => ({
  type: "scroll" as const,
  top: 0,
  left: 0,
  itemWidth: 16,
  itemHeight: 8,
  textStyle: { color: colours.ink, fontSize: 12 },
  pageTextStyle: { color: colours.quiet },
  pageIconColor: colours.quiet,
})

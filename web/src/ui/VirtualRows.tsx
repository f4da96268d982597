import type { ComponentChildren } from "preact"
import { useLayoutEffect, useRef, useState } from "preact/hooks"

interface Props<T> {
  label: string
  columns: string[]
  /** Of a CSS grid, one for each column. */
  widths: string
  items: readonly T[]
  id: (item: T) => string
  /** One element for each column. */
  row: (item: T) => ComponentChildren[]
}

const height = 38
const spare = 8

/** A table of which only the rows in sight exist: thousands scroll as easily as ten. */
export function VirtualRows<T>({ label, columns, widths, items, id, row }: Props<T>) {
  const box = useRef<HTMLDivElement>(null)
  const [seen, see] = useState({ top: 0, height: 600 })
  useLayoutEffect(() => {
    const element = box.current
    if (!element) return
    const look = () => see({ top: element.scrollTop, height: element.clientHeight })
    const size = new ResizeObserver(look)
    size.observe(element)
    element.addEventListener("scroll", look, { passive: true })
    return () => {
      size.disconnect()
      element.removeEventListener("scroll", look)
    }
  }, [])
  const first = Math.max(0, Math.floor(seen.top / height) - spare)
  const last = Math.min(items.length, Math.ceil((seen.top + seen.height) / height) + spare)
  const grid = { gridTemplateColumns: widths }
  return (
    <div class="virtual" ref={box} role="table" aria-label={label} aria-rowcount={items.length + 1} tabIndex={0}>
      <div role="rowgroup">
        <div role="row" class="head" style={grid} aria-rowindex={1}>
          {columns.map(column => (
            <span role="columnheader" key={column}>
              {column}
            </span>
          ))}
        </div>
      </div>
      <div role="rowgroup" class="spacer" style={{ height: `${items.length * height}px` }}>
        {items.slice(first, last).map((item, index) => (
          <div
            role="row"
            key={id(item)}
            aria-rowindex={first + index + 2}
            style={{ ...grid, height: `${height}px`, top: `${(first + index) * height}px` }}
          >
            {row(item).map((part, column) => (
              <span role="cell" key={columns[column]}>
                {part}
              </span>
            ))}
          </div>
        ))}
      </div>
    </div>
  )
}

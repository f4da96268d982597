import type { EChartsCoreOption, EChartsType } from "echarts/core"
import { useEffect, useRef } from "preact/hooks"
import { type Colours, coloursOf } from "../charts/colours"
import { isDark } from "../state/theme"

interface Props {
  /** What the chart shows, for those who do not see it. */
  label: string
  height: number
  option: (colours: Colours) => EChartsCoreOption
  /** When it changes the chart is drawn anew, otherwise moved on. */
  kind?: string
  onPick?: (data: unknown) => void
}

/** A chart that keeps its zoom while its data grow. */
export function Chart({ label, height, option, kind = "", onPick }: Props) {
  const box = useRef<HTMLDivElement>(null)
  const chart = useRef<EChartsType | null>(null)
  const drawn = useRef("")
  const pick = useRef(onPick)
  pick.current = onPick
  const current = useRef(option)
  current.current = option
  const dark = isDark()

  const draw = () => {
    const now = `${kind} ${dark}`
    const isNew = drawn.current !== now
    drawn.current = now
    chart.current?.setOption(
      { animation: false, ...current.current(coloursOf(dark)) },
      isNew ? { notMerge: true } : { replaceMerge: ["series"] },
    )
  }

  useEffect(() => {
    let gone = false
    let size: ResizeObserver | null = null
    void import("../charts/echarts").then(({ init }) => {
      const element = box.current
      if (gone || !element) return
      chart.current = init(element)
      chart.current.on("click", event => pick.current?.(event.data))
      size = new ResizeObserver(() => chart.current?.resize())
      size.observe(element)
      draw()
    })
    return () => {
      gone = true
      size?.disconnect()
      chart.current?.dispose()
      chart.current = null
    }
  }, [])
  useEffect(draw, [option, dark, kind, height])

  return <div class="chart" ref={box} role="img" aria-label={label} style={{ height: `${height}px` }} />
}

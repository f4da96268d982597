import { useEffect, useRef, useState } from "preact/hooks"
import type { LogTail } from "../api"
import { get } from "../net/client"

const every = 3000

/** The end of what the trial's process said; follows it while it runs and nobody has scrolled up. */
export function LogPanel({ trial, running }: { trial: string; running: boolean }) {
  const [lines, set] = useState<string[] | null>(null)
  const box = useRef<HTMLPreElement>(null)
  const atEnd = useRef(true)
  useEffect(() => {
    const stop = new AbortController()
    const read = () =>
      get<LogTail>(`/api/trials/${trial}/log?tail=200`, { signal: stop.signal }).then(
        tail => set(tail.lines),
        () => {},
      )
    void read()
    const timer = running ? setInterval(() => document.visibilityState === "visible" && void read(), every) : undefined
    return () => {
      stop.abort()
      clearInterval(timer)
    }
  }, [trial, running])
  useEffect(() => {
    if (box.current && atEnd.current) box.current.scrollTop = box.current.scrollHeight
  }, [lines])
  const look = () => {
    const b = box.current
    if (b) atEnd.current = b.scrollHeight - b.scrollTop - b.clientHeight < 20
  }
  if (!lines || lines.length === 0) return <p class="quiet">{lines ? "It has said nothing." : "Reading the log …"}</p>
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
    <pre class="log" ref={box} onScroll={look} tabIndex={0}>
      {lines.join("\n")}
    </pre>
  )
}

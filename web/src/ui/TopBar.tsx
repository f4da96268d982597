import { useEffect, useState } from "preact/hooks"
import { duration } from "../model/format"
import { links } from "../model/routes"
import { connection } from "../net/stream"
import { asking } from "../net/token"
import { experiments } from "../state/cluster"
import { route } from "../state/router"
import { isDark, theme } from "../state/theme"

export function TopBar() {
  const at = route.value
  const id = "id" in at ? at.id : null
  const name = experiments.value.value?.experiments.find(e => e.id === id)?.name ?? id
  return (
    <header class="bar">
      <a class="mark" href={links.home} aria-label="HudCluster, all experiments">
        <svg viewBox="0 0 16 16" aria-hidden="true">
          <rect width="16" height="16" rx="3" fill="var(--accent)" />
          <path d="M3 12V8M6.3 12V4M9.7 12V6.5M13 12V9.5" stroke="var(--surface)" stroke-width="1.8" stroke-linecap="round" />
        </svg>
        <span>HudCluster</span>
      </a>
      {name && <span class="crumb">{name}</span>}
      <div class="right">
        <ConnectionState />
        <button
          type="button"
          class="button small"
          aria-label={`Switch to ${isDark() ? "light" : "dark"} colours`}
          onClick={() => {
            theme.value = isDark() ? "light" : "dark"
          }}
        >
          {isDark() ? "Light" : "Dark"}
        </button>
      </div>
    </header>
  )
}

function ConnectionState() {
  const now = connection.value
  const [, tick] = useState(0)
  useEffect(() => {
    if (now.state !== "reconnecting") return
    const timer = setInterval(() => tick(n => n + 1), 1000)
    return () => clearInterval(timer)
  }, [now.state])
  if (asking.value) return <output class="connection reconnecting">token needed</output>
  if (now.state === "reconnecting")
    return (
      <output class="connection reconnecting" title="What you see is as old as that; it goes on by itself once the seed answers.">
        no connection for {duration((Date.now() - now.since) / 1000)}
      </output>
    )
  return <output class={`connection ${now.state}`}>{now.state}</output>
}

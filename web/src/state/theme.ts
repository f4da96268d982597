import { effect, signal } from "@preact/signals"

export type Theme = "system" | "light" | "dark"

const key = "hud.theme"
const stored = localStorage.getItem(key)
const system = matchMedia("(prefers-color-scheme: dark)")
const systemDark = signal(system.matches)

export const theme = signal<Theme>(stored === "light" || stored === "dark" ? stored : "system")
export const isDark = () => (theme.value === "system" ? systemDark.value : theme.value === "dark")

system.addEventListener("change", () => {
  systemDark.value = system.matches
})

effect(() => {
  if (theme.value === "system") localStorage.removeItem(key)
  else localStorage.setItem(key, theme.value)
  document.documentElement.dataset.theme = isDark() ? "dark" : "light"
})

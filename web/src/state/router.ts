import { signal } from "@preact/signals"
import { parse, type Route } from "../model/routes"
import { show } from "./experiment"

export const route = signal<Route>(parse(location.hash))

const go = () => {
  route.value = parse(location.hash)
  show("id" in route.value ? route.value.id : null)
}

export function startRouter(): void {
  addEventListener("hashchange", () => {
    go()
    scrollTo(0, 0)
    // A reader of the screen hears where the link led.
    document.querySelector<HTMLElement>("h1")?.focus({ preventScroll: true })
  })
  go()
}

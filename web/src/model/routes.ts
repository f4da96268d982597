export type Route =
  | { view: "home" }
  | { view: "experiment" | "timeline" | "sweep" | "faults" | "trials"; id: string }
  | { view: "cell"; id: string; row: string; column: string }
  | { view: "trial"; id: string; key: string }
  | { view: "unknown"; hash: string }

/** What an address's part after # shows. */
export function parse(hash: string): Route {
  let parts: string[]
  try {
    parts = hash
      .replace(/^#?\/?/, "")
      .split("/")
      .map(decodeURIComponent)
  } catch {
    return { view: "unknown", hash }
  }
  const [root, id, view, a, b, ...more] = parts
  if (!root && parts.length === 1) return { view: "home" }
  if (root !== "experiments" || more.length > 0) return { view: "unknown", hash }
  if (!id) return { view: "home" }
  if (!view) return { view: "experiment", id }
  if (view === "cells" && a && b) return { view: "cell", id, row: a, column: b }
  if (view === "trials" && a && !b) return { view: "trial", id, key: a }
  if ((view === "timeline" || view === "sweep" || view === "faults" || view === "trials") && !a) return { view, id }
  return { view: "unknown", hash }
}

const path = (...parts: string[]) => `#/${parts.map(encodeURIComponent).join("/")}`

export const links = {
  home: "#/",
  experiment: (id: string) => path("experiments", id),
  view: (id: string, view: "timeline" | "sweep" | "faults" | "trials") => path("experiments", id, view),
  cell: (id: string, row: string, column: string) => path("experiments", id, "cells", row, column),
  trial: (id: string, key: string) => path("experiments", id, "trials", key),
}

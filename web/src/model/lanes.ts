import type { Attempt, Node } from "../api"

/** All times in milliseconds since 1970. */
export interface Bar {
  attempt: Attempt
  from: number
  to: number
}
export interface Lane {
  node: string
  slot: string
  bars: Bar[]
  busy: number
  idle: number
  inSight: boolean
}
export interface Lanes {
  lanes: Lane[]
  from: number
  to: number
}

/** One lane for each device that is known or was used; a running attempt reaches until now. */
export function lanesOf(attempts: Iterable<Attempt>, nodes: readonly Node[], now: number): Lanes {
  const lanes = new Map<string, Lane>()
  const lane = (node: string, slot: string, inSight: boolean) => {
    const id = `${node}\n${slot}`
    const lane: Lane = lanes.get(id) ?? { node, slot, bars: [], busy: 0, idle: 0, inSight }
    lanes.set(id, lane)
    return lane
  }
  for (const node of nodes) for (const { device } of node.devices) lane(node.node, device.name, node.in_sight)
  for (const attempt of attempts) {
    if (!attempt.node || !attempt.slot) continue
    const from = new Date(attempt.started).getTime()
    const to = attempt.ended == null ? now : new Date(attempt.ended).getTime()
    const seen = nodes.find(n => n.node === attempt.node)?.in_sight ?? false
    lane(attempt.node, attempt.slot, seen).bars.push({ attempt, from, to: Math.max(from, to) })
  }
  const sorted = [...lanes.values()].sort((a, b) => natural.compare(a.node, b.node) || natural.compare(a.slot, b.slot))
  const bars = sorted.flatMap(l => l.bars)
  const from = bars.reduce((least, b) => Math.min(least, b.from), now)
  const to = bars.reduce((most, b) => Math.max(most, b.to), from)
  for (const each of sorted) measure(each, from, to)
  return { lanes: sorted, from, to }
}

const natural = new Intl.Collator("en", { numeric: true })

/** Attempts of one device may touch or, told by two clocks, overlap a little; that time counts once. */
function measure(lane: Lane, from: number, to: number): void {
  lane.bars.sort((a, b) => a.from - b.from)
  let until = from
  for (const bar of lane.bars) {
    lane.busy += Math.max(0, bar.to - Math.max(bar.from, until))
    until = Math.max(until, bar.to)
  }
  lane.idle = Math.max(0, to - from - lane.busy)
}

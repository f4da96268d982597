import { describe, expect, it } from "vitest"
import { eventReader, type ServerEvent } from "../src/net/sse"

const read = (...pieces: string[]) => {
  const events: ServerEvent[] = []
  const take = eventReader(event => events.push(event))
  for (const piece of pieces) take(piece)
  return events
}

const text = 'event: hello\nid: 7\ndata: {}\n\n: nothing\n\nevent: change\r\nid: 8\r\ndata: {"a":\r\ndata: 1}\r\n\r\ndata: x\n\n'
const events = [
  { event: "hello", id: "7", data: "{}" },
  { event: "change", id: "8", data: '{"a":\n1}' },
  { event: "message", id: null, data: "x" },
]

describe("server-sent events", () => {
  it("are read with ids, several lines of data and comments", () => expect(read(text)).toEqual(events))

  it("are the same wherever the network cuts them", () => {
    for (let cut = 0; cut <= text.length; cut++) expect(read(text.slice(0, cut), text.slice(cut))).toEqual(events)
    expect(read(...text)).toEqual(events)
  })

  it("count only when they are complete", () => expect(read("event: change\ndata: 1\n")).toEqual([]))
})

export interface ServerEvent {
  event: string
  data: string
  id: string | null
}

/** Reads server-sent events from text that arrives in any pieces (WHATWG HTML, section 9.2.6). */
export function eventReader(take: (event: ServerEvent) => void): (text: string) => void {
  let rest = ""
  let event = ""
  let data: string[] = []
  let id: string | null = null
  const line = (text: string) => {
    if (text === "") {
      if (data.length > 0) take({ event: event || "message", data: data.join("\n"), id })
      event = ""
      data = []
      id = null
      return
    }
    const colon = text.indexOf(":")
    if (colon === 0) return
    const field = colon < 0 ? text : text.slice(0, colon)
    const value = colon < 0 ? "" : text.slice(colon + 1).replace(/^ /, "")
    if (field === "event") event = value
    else if (field === "data") data.push(value)
    else if (field === "id") id = value
  }
  return text => {
    rest += text
    const lines = rest.split(/\r\n|\n|\r(?!$)/)
    rest = lines.pop() ?? ""
    for (const each of lines) line(each)
  }
}

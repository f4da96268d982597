// Serves web/dist and a made-up cluster behind the API's contract:
//   npm run build && npm run dev -- [--port 4790] [--trials 2000] [--token SECRET] [--speed 2] [--sweep] [--empty]
// After 8 seconds a node is lost, after 14 one is put in quarantine, after 20 the first comes back.
// POST /fixture/token?value=NEW makes the token expire, POST /fixture/drop ends all event streams.
import { existsSync, readFileSync } from "node:fs"
import { createServer } from "node:http"
import { extname, join, normalize } from "node:path"
import { fileURLToPath } from "node:url"
import { parseArgs } from "node:util"
import { picture } from "./picture.mjs"
import { loss, makeWorld, metricsOf, progress, sha, tablesOf } from "./world.mjs"

const text = (name, fallback) => ({ [name]: { type: "string", default: fallback } })
const { values: options } = parseArgs({
  options: {
    ...text("port", "4790"),
    ...text("trials", "27"),
    ...text("token", ""),
    ...text("speed", "1"),
    sweep: { type: "boolean" },
    empty: { type: "boolean" },
  },
})
const many = Number(options.trials)
const scenes = many > 200 ? Array.from({ length: 20 }, (_, i) => `scene_${i + 1}`) : ["indian_pines", "paviau", "salinas"]
const columns = options.sweep ? 8 : 3
const world = makeWorld({
  id: options.sweep ? "endmember-sweep-51c0ffee" : "paper-tables-51c0ffee",
  scenes,
  seeds: Math.max(1, Math.round(many / scenes.length / columns)),
  sweep: options.sweep,
  speed: Number(options.speed),
})
let token = options.token
const streams = new Set()
const begun = Date.now()
const script = [
  [
    8,
    () => {
      world.nodes[0].alive = false
      world.lose(world.nodes[0], "node_left", "lab-2 left the cluster")
    },
  ],
  [
    14,
    () => {
      world.nodes[2].quarantine = {
        cause: "fast_failures",
        reason: "5 trials failed there within seconds",
        at: new Date().toISOString(),
      }
      world.lose(world.nodes[2], "quarantined", "its node was put in quarantine")
      world.say("quarantined", { node: "lab-4" })
    },
  ],
  [
    20,
    () => {
      world.nodes[0].alive = true
    },
  ],
]
if (!options.empty)
  setInterval(() => {
    while (script.length > 0 && Date.now() - begun > script[0][0] * 1000) script.shift()[1]()
    world.tick()
  }, 250)

const count = status => world.trials.filter(t => t.status === status).length
const experiments = () => ({
  experiments: options.empty
    ? []
    : [
        {
          id: world.id,
          name: world.id.slice(0, -9),
          trials: world.trials.length,
          running: count("running"),
          recorded: count("recorded"),
          failed: count("failed"),
          cancelled: count("cancelled"),
          paused: world.paused,
        },
      ],
})
const nodes = () => ({
  nodes: options.empty
    ? []
    : world.nodes.map(n => ({
        node: n.name,
        in_sight: n.alive,
        labels: [],
        engine: { build: "0.1.0", results: 2 },
        last_heard: new Date(n.heard).toISOString(),
        draining: n.draining,
        losses: n.losses,
        last_loss: null,
        quarantine: n.quarantine,
        refusal: null,
        awaits_canary: false,
        devices: ["cpu:0", "cpu:1"].map(name => ({
          device: { name, kind: "cpu", threads: 8, memory_bytes: 2 ** 35 },
          running: [...world.running.values()].some(r => r.attempt.node === n.name && r.attempt.slot === name) ? "busy" : null,
        })),
      })),
})
const runs = () => ({ attempts: [...world.running.values()].map(progress) })
const page = (all, name, query) => {
  const [from, limit] = [Number(query.get("cursor") ?? 0), Number(query.get("limit") ?? 100)]
  return { [name]: all.slice(from, from + limit), next: from + limit < all.length ? String(from + limit) : null }
}

function detail(key) {
  const trial = world.trials.find(t => t.key === key)
  if (!trial) return null
  const { method, scene, seed, status } = trial
  const done = status === "recorded"
  const result = {
    metrics: metricsOf(trial),
    artifacts: { "samples.npy": sha(`${key} samples`), "checkpoint.safetensors": sha(`${key} weights`) },
    seconds: { train: 61, sample: 4, evaluate: 20 },
    environment: { hud: "0.1.0", dotnet: ".NET 10", cpu: "a fixture" },
  }
  return {
    key,
    status,
    experiments: [world.id],
    why: status === "pending" ? "waits for a device; 6 devices are busy with trials before it" : `${status}`,
    spec: {
      scene: { name: scene, sha256: sha(scene), provenance: "computed", rows: 145, cols: 145, bands: 220 },
      method,
      seed,
      budget: { iterations: 300, batch: 16 },
      sampling: { count: 64, steps: 100 },
      evaluation: { metrics: ["point_fidelity", "fid"], block: 32 },
      options: { preset: "tiny", ...trial.settings },
      threads: 8,
    },
    attempts: world.attempts.filter(a => a.trial === key),
    result: done ? result : null,
    failure: status === "failed" ? { kind: "not_a_number", message: trial.note, step: 212 } : null,
    progress: world.running.has(key) ? progress(world.running.get(key)) : null,
    files: done ? ["pseudo-colour.png", "spectra.png"] : [],
  }
}

function curve(key) {
  const run = world.running.get(key)
  const steps = run ? run.step : detail(key)?.status === "recorded" ? 300 : 0
  let mean = loss(key, 0)
  return {
    points: Array.from({ length: Math.min(steps, 260) }, (_, i) => {
      const l = loss(key, i)
      mean = 0.95 * mean + 0.05 * l
      return [i, l, mean]
    }),
  }
}

const acts = {
  pause: () => {
    world.paused = true
    world.say("paused", { experiment: world.id })
    return "paused; what runs goes on"
  },
  resume: () => {
    world.paused = false
    world.say("continued", { experiment: world.id })
    return "goes on"
  },
  cancel: () => {
    for (const t of world.trials) if (t.status === "pending" || t.status === "running") t.status = "cancelled"
    world.running.clear()
    world.say("cancelled", { experiment: world.id })
    return "cancelled"
  },
  retry: key => {
    world.trials.find(t => t.key === key).status = "pending"
    world.say("retried", { trial: key })
    return "will be tried again"
  },
  drain: name => {
    const n = world.nodes.find(x => x.name === name)
    n.draining = true
    world.lose(n, "stopped", "its node is drained")
    world.say("draining", { node: name })
    return `${name} takes nothing new`
  },
  undrain: name => {
    world.nodes.find(x => x.name === name).draining = false
    world.say("undrained", { node: name })
    return `${name} is used again`
  },
  release: name => {
    world.nodes.find(x => x.name === name).quarantine = null
    world.say("released", { node: name })
    return `${name} is released`
  },
}

function events(request, response) {
  let at = Number(request.headers["last-event-id"] ?? world.changes.length)
  response.writeHead(200, { "Content-Type": "text/event-stream", "Cache-Control": "no-cache" })
  response.write(`event: hello\nid: ${at}\ndata: {}\n\n`)
  const send = () => {
    for (; at < world.changes.length; at++)
      response.write(`event: change\nid: ${at + 1}\ndata: ${JSON.stringify(world.changes[at])}\n\n`)
  }
  const timer = setInterval(() => response.write(`event: progress\ndata: ${JSON.stringify(runs())}\n\n`), 1000)
  send()
  world.listeners.add(send)
  streams.add(response)
  response.on("close", () => {
    clearInterval(timer)
    world.listeners.delete(send)
    streams.delete(response)
  })
}

function api(request, url) {
  const [, , kind, id, part, name] = url.pathname.split("/").map(decodeURIComponent)
  if (request.method === "POST") return acts[part] ? { command: "1", message: acts[part](id) } : null
  if (kind === "experiments" && !id) return experiments()
  if (kind === "nodes") return nodes()
  if (kind === "running") return runs()
  if (kind === "attempts")
    return page(
      world.attempts.filter(a => a.end === url.searchParams.get("end")),
      "attempts",
      url.searchParams,
    )
  if (kind === "experiments" && id === world.id && part === "trials")
    return page(
      world.trials.map(({ heading, ...t }) => t),
      "trials",
      url.searchParams,
    )
  if (kind === "experiments" && id === world.id && part === "attempts") return page(world.attempts, "attempts", url.searchParams)
  if (kind === "experiments" && id === world.id && part === "tables") return tablesOf(world)
  if (kind === "trials" && !part) return detail(id)
  if (kind === "trials" && part === "curve") return curve(id)
  if (kind === "trials" && part === "log")
    return {
      lines: [
        `hud: trial ${id.slice(0, 12)} begins`,
        ...curve(id)
          .points.filter(p => p[0] % 20 === 0)
          .map(p => `step ${p[0]} loss ${p[1].toFixed(4)}`),
        "<script>alert('text stays text')</script>",
      ],
    }
  return kind === "trials" && part === "files" && name ? picture(`${id} ${name}`) : null
}

const dist = fileURLToPath(new URL("../dist/", import.meta.url))
const types = { ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml" }
const policy =
  "default-src 'self'; img-src 'self' blob:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; object-src 'none'"

createServer((request, response) => {
  const url = new URL(request.url, "http://localhost")
  const problem = (status, title, detail) => {
    response.writeHead(status, { "Content-Type": "application/problem+json" })
    response.end(JSON.stringify({ title, status, detail }))
  }
  if (url.pathname === "/fixture/token") {
    token = url.searchParams.get("value")
    for (const s of streams) s.destroy()
    return response.end()
  }
  if (url.pathname === "/fixture/drop") {
    for (const s of streams) s.destroy()
    return response.end()
  }
  if (url.pathname.startsWith("/api/")) {
    if (token && request.headers.authorization !== `Bearer ${token}`)
      return problem(401, "wrong or missing token", "this cluster asks for its token")
    if (url.pathname === "/api/events") return events(request, response)
    const answer = api(request, url)
    if (answer === null) return problem(404, "Not Found", `no '${url.pathname}' here`)
    response.writeHead(200, { "Content-Type": Buffer.isBuffer(answer) ? "image/png" : "application/json" })
    return response.end(Buffer.isBuffer(answer) ? answer : JSON.stringify(answer))
  }
  const file = join(dist, normalize(url.pathname === "/" ? "/index.html" : url.pathname))
  if (!file.startsWith(dist) || !existsSync(file)) return problem(404, "Not Found", "no such file")
  response.writeHead(200, {
    "Content-Type": types[extname(file)] ?? "application/octet-stream",
    "Content-Security-Policy": policy,
  })
  response.end(readFileSync(file))
}).listen(Number(options.port), "127.0.0.1", () => console.log(`fixture: http://127.0.0.1:${options.port}/`))

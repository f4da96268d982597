// A made-up cluster that runs an experiment, quickly: what the page is developed against.
import { createHash } from "node:crypto"

export const sha = text => createHash("sha256").update(text).digest("hex")
const noise = text => Number.parseInt(sha(text).slice(0, 8), 16) / 0xffffffff

const metricNames = [
  ["point_fidelity", "F_p", true, 0.99, 0.998],
  ["block_diversity", "D_b", false, 0.95, 0.97],
  ["fid", "FID", false, 40, 10],
]
const methods = ["gan", "vae", "hud"]
const titles = { gan: "GAN", vae: "VAE", hud: "HUD" }
const perNode = ["cpu:0", "cpu:1"]

/** @param sweep whether settings of hud vary instead of methods */
export function makeWorld({ id, scenes, seeds, sweep, speed }) {
  const columns = sweep
    ? [4, 8, 12, 16].flatMap(d =>
        ["1E-03", "3E-03"].map(r => ["hud", { "hud.endmembers": String(d), "hud.learning_rate": r }, `HUD d=${d} lr=${r}`]),
      )
    : methods.map(m => [m, {}, titles[m]])
  const trials = []
  for (const scene of scenes)
    for (const [method, settings, heading] of columns)
      for (let seed = 1; seed <= seeds; seed++) {
        const key = sha(`${id} ${scene} ${heading} ${seed}`)
        trials.push({ key, method, scene, seed, settings, status: "pending", attempt: 0, node: null, note: null, heading })
      }
  const nodes = ["lab-2", "lab-3", "lab-4"].map(name => ({
    name,
    alive: true,
    draining: false,
    quarantine: null,
    losses: 0,
    heard: Date.now(),
  }))
  const world = {
    id,
    trials,
    nodes,
    columns,
    scenes,
    seeds,
    paused: false,
    attempts: [],
    changes: [],
    running: new Map(),
    listeners: new Set(),
  }

  world.say = (kind, more) => {
    const change = {
      kind,
      at: new Date().toISOString(),
      experiment: null,
      trial: null,
      attempt: null,
      node: null,
      detail: null,
      ...more,
    }
    world.changes.push(change)
    for (const listen of world.listeners) listen()
  }
  const end = (run, how, detail, reason = null) => {
    const { attempt, trial } = run
    world.running.delete(trial.key)
    Object.assign(attempt, {
      end: how,
      ended: new Date().toISOString(),
      reason,
      detail,
      lost_seconds: how === "lost" ? Math.round(run.step / 3) : null,
    })
    Object.assign(trial, { status: how === "lost" ? "pending" : how, node: null, note: detail })
    world.say(how, {
      trial: trial.key,
      attempt: attempt.number,
      node: attempt.node,
      detail: reason ? `${reason}: ${detail}` : detail,
    })
  }
  world.lose = (node, reason, detail) => {
    for (const run of [...world.running.values()].filter(r => r.attempt.node === node.name)) {
      node.losses++
      end(run, "lost", detail, reason)
    }
  }
  const assign = () => {
    if (world.paused) return
    for (const node of nodes.filter(n => n.alive && !n.draining && !n.quarantine))
      for (const slot of perNode) {
        if ([...world.running.values()].some(r => r.attempt.node === node.name && r.attempt.slot === slot)) continue
        const trial = trials.find(t => t.status === "pending")
        if (!trial) return
        Object.assign(trial, { status: "running", attempt: trial.attempt + 1, node: node.name, note: null })
        const { key, method, scene, seed } = trial
        const started = new Date().toISOString()
        const attempt = {
          trial: key,
          number: trial.attempt,
          experiment: id,
          method,
          scene,
          seed,
          node: node.name,
          slot,
          started,
          ended: null,
          end: "running",
        }
        Object.assign(attempt, { reason: null, detail: null, checkpoint: null, lost_seconds: null })
        world.attempts.push(attempt)
        world.running.set(key, { trial, attempt, step: 0 })
        world.say("assigned", { experiment: id, trial: key, attempt: attempt.number, node: node.name, detail: slot })
      }
  }
  world.tick = () => {
    for (const node of nodes) if (node.alive) node.heard = Date.now()
    for (const run of [...world.running.values()]) {
      run.step += Math.ceil((3 + 4 * noise(run.trial.key)) * speed)
      if (run.step < 300) continue
      const isBad = noise(`${run.trial.key} bad`) < 0.03 && run.trial.attempt < 3
      if (isBad) end(run, "failed", "the loss is not a number at step 212; a smaller learning_rate helps")
      else end(run, "recorded", null)
    }
    assign()
  }
  return world
}

export const loss = (key, step) => 0.9 * Math.exp(-step / 70) + 0.05 + 0.03 * noise(`${key} ${step}`)

export function progress(run) {
  const { trial, attempt, step } = run
  const phase = step < 10 ? "prepare" : step < 260 ? "train" : step < 280 ? "sample" : "evaluate"
  const place = {
    trial: trial.key,
    number: attempt.number,
    node: attempt.node,
    slot: attempt.slot,
    since: attempt.started,
    experiment: attempt.experiment,
  }
  return {
    ...place,
    phase,
    step,
    of: 300,
    loss: phase === "train" ? loss(trial.key, step) : null,
    seconds_left: Math.round((300 - step) / 15),
  }
}

const scoreOf = (trial, [name, , , middle]) =>
  middle * (1 + 0.01 * (noise(`${trial.key} ${name}`) - 0.5) - 0.02 * noise(`${trial.heading} ${name}`))

export const metricsOf = trial =>
  metricNames.map(m => ({ name: m[0], version: 1, value: scoreOf(trial, m), floor: m[4], error: null, remark: null }))

export function tablesOf(world) {
  const cell = (metric, scene, heading) => {
    const mine = world.trials.filter(t => t.scene === scene && t.heading === heading)
    const values = mine.filter(t => t.status === "recorded").map(t => scoreOf(t, metric))
    const mean = values.length > 0 ? values.reduce((a, b) => a + b, 0) / values.length : null
    const spread = Math.sqrt(values.reduce((a, b) => a + (b - mean) ** 2, 0) / Math.max(1, values.length - 1))
    const half = values.length > 1 ? (2.5 * spread) / Math.sqrt(values.length) : null
    const verdict =
      values.length < 2 ? "undecided" : ["reproduced", "better", "worse", "undecided"][Math.floor(noise(heading + scene) * 4)]
    const comparison =
      metric[0] === "fid"
        ? null
        : { published: metric[3], margin: 0.005, difference: mean === null ? null : mean - metric[3], verdict }
    const beyond = mean !== null && (metric[2] ? mean > metric[4] : mean < metric[4])
    const trials = mine.map(t => t.key)
    return {
      done: values.length,
      asked: mine.length,
      mean,
      half_width95: half,
      floor: metric[4],
      is_best: heading === "HUD" && values.length > 1,
      is_beyond_floor: beyond,
      comparison,
      trials,
    }
  }
  const table = (title, metrics) => ({
    title,
    metrics: metrics.map(([name, short, higher]) => ({
      name,
      title: short,
      version: 1,
      higher_is_better: higher,
      unit: "",
      source: `${short} of the fixture`,
    })),
    columns: world.columns.map(([method, settings, heading]) => ({ label: heading, heading, method, settings })),
    rows: world.scenes.map(scene => ({
      label: scene,
      scene: { name: scene, provenance: "computed" },
      metrics: metrics.map(m => ({
        name: m[0],
        floor: { low: m[4], high: m[4] },
        cells: world.columns.map(c => cell(m, scene, c[2])),
      })),
    })),
  })
  const tables = [
    table("Point fidelity and block diversity", metricNames.slice(0, 2)),
    table("Frechet inception distance", metricNames.slice(2)),
  ]
  return {
    experiment: world.id,
    name: world.id,
    methods: methods.map(name => ({ name, title: titles[name], note: "" })),
    tables,
    notes: ["Numbers of the fixture mean nothing."],
  }
}

import type { Node } from "../api"
import { bytes, moment, plural } from "../model/format"
import { actions } from "../state/actions"
import { nodes } from "../state/cluster"
import { ActionButton } from "../ui/Button"
import { Empty, Panel } from "../ui/Parts"

export function NodesPanel() {
  const all = nodes.value.value?.nodes
  if (!all) return null
  return (
    <Panel title={plural(all.length, "node")}>
      {all.length === 0 ? (
        <Empty title="No node has joined">
          <p>Trials wait until one does:</p>
          <code>hud node --seed HOST:4700</code>
        </Empty>
      ) : (
        <ul class="items">
          {all.map(node => (
            <li key={node.node}>
              <NodeLine of={node} />
            </li>
          ))}
        </ul>
      )}
    </Panel>
  )
}

function NodeLine({ of }: { of: Node }) {
  return (
    <>
      <span class="grow">
        <strong>{of.node}</strong> <NodeState of={of} />
        <br />
        <span class="quiet">
          {of.devices
            .map(
              d =>
                `${d.device.name}${d.running ? " busy" : " free"}${d.device.memory_bytes == null ? "" : `, ${bytes(d.device.memory_bytes)}`}`,
            )
            .join(" · ")}
          {of.labels.length > 0 && ` · ${of.labels.join(" ")}`}
          {of.engine && ` · build ${of.engine.build}`}
          {of.losses > 0 && ` · ${plural(of.losses, "loss", "losses")}`}
        </span>
        {of.refusal && <p class="note warn wrap">{of.refusal}</p>}
      </span>
      {of.draining ? (
        <ActionButton small action={actions.undrain(of.node)} of={of.node} />
      ) : (
        <ActionButton small action={actions.drain(of.node)} of={of.node} />
      )}
    </>
  )
}

export function NodeState({ of }: { of: Node }) {
  if (of.quarantine) return <span class="chip bad">✕ quarantined</span>
  if (!of.in_sight) return <span class="chip warn">⚡ out of sight since {moment(of.last_heard)}</span>
  if (of.refusal) return <span class="chip warn">✕ refused</span>
  if (of.draining) return <span class="chip">draining</span>
  if (of.awaits_canary) return <span class="chip">computes a known result first</span>
  return <span class="chip good">✓ in use</span>
}

import type { Attempt, Trial } from "../api"
import { duration, moment, plural, short } from "../model/format"
import { causeOf, causesOf } from "../model/losses"
import { links } from "../model/routes"
import { actions } from "../state/actions"
import { losses, nodes } from "../state/cluster"
import { experiment } from "../state/experiment"
import { ActionButton } from "../ui/Button"
import { Empty, Failure, Panel, Progress } from "../ui/Parts"
import { VirtualRows } from "../ui/VirtualRows"

export function FaultsView({ id }: { id: string }) {
  const mine = (losses.value.value ?? []).filter(a => a.experiment == null || a.experiment === id)
  const failed = [...(experiment.value?.trials.value.value?.values() ?? [])].filter(t => t.status === "failed")
  return (
    <>
      {losses.problem.value && <Failure problem={losses.problem.value} retry={() => losses.refresh()} />}
      <div class="columns">
        <Panel title="Nodes in quarantine">
          <Nodes />
        </Panel>
        <Panel title="Trials given up">
          <Trials id={id} of={failed} />
        </Panel>
      </div>
      <Panel title="What losses cost, by cause">
        <Causes of={mine} />
      </Panel>
      {mine.length > 0 && <Losses id={id} of={mine.toReversed()} />}
    </>
  )
}

function Nodes() {
  const held = nodes.value.value?.nodes.filter(n => n.quarantine != null) ?? []
  if (held.length === 0) return <p class="quiet">None: every node computes as it should.</p>
  return (
    <ul class="items">
      {held.map(node => (
        <li key={node.node}>
          <span class="grow">
            <strong>{node.node}</strong> <span class="quiet">since {moment(node.quarantine!.at)}</span>
            <br />
            <span class="wrap">
              {node.quarantine!.cause.replaceAll("_", " ")}: {node.quarantine!.reason}
            </span>
          </span>
          <ActionButton small action={actions.release(node.node)} of={node.node} />
        </li>
      ))}
    </ul>
  )
}

function Trials({ id, of }: { id: string; of: Trial[] }) {
  if (of.length === 0) return <p class="quiet">None: no trial has used up its tries.</p>
  return (
    <ul class="items">
      {of.map(trial => (
        <li key={trial.key}>
          <span class="grow">
            <a class="mono" href={links.trial(id, trial.key)}>
              {short(trial.key)}
            </a>{" "}
            {trial.method} on {trial.scene}, seed {trial.seed}
            <br />
            <span class="quiet wrap">{trial.note}</span>
          </span>
          <ActionButton small action={actions.retry(trial.key)} of={short(trial.key)} />
        </li>
      ))}
    </ul>
  )
}

function Causes({ of }: { of: Attempt[] }) {
  const causes = causesOf(of)
  const all = causes.reduce((sum, c) => sum + c.seconds, 0)
  if (causes.length === 0)
    return (
      <Empty title="Nothing was lost">
        <p>
          Attempts that end before their time appear here with their cause and the device seconds that have to be computed again.
        </p>
      </Empty>
    )
  return (
    <ul class="causes">
      {causes.map(({ cause, count, seconds }) => (
        <li key={cause}>
          <span>{cause}</span>
          <Progress value={all > 0 ? seconds / all : 0} label={`${cause}: share of lost time`} />
          <span class="number">
            {duration(seconds)} <span class="quiet">in {plural(count, "loss", "losses")}</span>
          </span>
        </li>
      ))}
      <li>
        <strong>all</strong>
        <span />
        <strong class="number">{duration(all)}</strong>
      </li>
    </ul>
  )
}

const Losses = ({ id, of }: { id: string; of: Attempt[] }) => (
  <Panel title={`${plural(of.length, "loss", "losses")}, latest first`} bare>
    <VirtualRows
      label="Losses"
      columns={["when", "trial", "method and scene", "device", "cause", "cost"]}
      widths="120px 130px minmax(140px, 1fr) minmax(110px, 1fr) minmax(160px, 2fr) 90px"
      items={of}
      id={a => `${a.trial}#${a.number}`}
      row={a => [
        moment(a.ended),
        <a class="mono" href={links.trial(id, a.trial)} key="trial">
          {short(a.trial)} #{a.number}
        </a>,
        `${a.method} on ${a.scene}`,
        `${a.node} ${a.slot}`,
        <span title={a.detail ?? ""} key="cause">
          {causeOf(a)} <span class="quiet">{a.detail}</span>
        </span>,
        duration(a.lost_seconds),
      ]}
    />
  </Panel>
)

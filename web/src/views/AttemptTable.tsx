import type { Attempt } from "../api"
import { duration, moment, seconds } from "../model/format"
import { causeOf } from "../model/losses"
import { Empty, StateChip } from "../ui/Parts"

export function AttemptTable({ attempts }: { attempts: readonly Attempt[] }) {
  if (attempts.length === 0) return <Empty title="Not tried yet" />
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
    <section class="scroll" tabIndex={0} aria-label="Table of attempts">
      <table>
        <thead>
          <tr>
            {["attempt", "device", "began", "lasted", "end", "last checkpoint", "lost work"].map(name => (
              <th scope="col" key={name}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {attempts.map(each => (
            <tr key={each.number}>
              <td>{each.number}</td>
              <td>
                {each.node} {each.slot}
              </td>
              <td>{moment(each.started)}</td>
              <td>{duration(seconds(each.started, each.ended ?? Date.now()))}</td>
              <td>
                <StateChip state={each.end} /> {each.reason && causeOf(each)} <span class="quiet wrap">{each.detail}</span>
              </td>
              <td>{each.checkpoint ? `${each.checkpoint.phase} ${each.checkpoint.step}, ${moment(each.checkpoint.at)}` : "–"}</td>
              <td>{each.lost_seconds == null ? "–" : duration(each.lost_seconds)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

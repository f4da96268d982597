import type { ComponentChildren } from "preact"
import type { TrialDetail } from "../api"
import { duration } from "../model/format"
import { links } from "../model/routes"
import { Facts, Panel } from "../ui/Parts"

/** What can change the result: code, settings, data, environment; and what came out, by hash. */
export function Provenance({ of, here }: { of: TrialDetail; here: string }) {
  const { spec, result } = of
  const { scene } = spec
  const others = of.experiments.filter(id => id !== here)
  return (
    <div class="columns">
      <Panel title="Provenance: data and settings">
        <Facts
          of={[
            [
              "trial",
              <span class="mono" key="key">
                {of.key}
              </span>,
            ],
            ["scene", `${scene.name}, ${scene.provenance}, ${scene.rows} × ${scene.cols} × ${scene.bands}`],
            [
              "scene SHA-256",
              <span class="mono" key="sha">
                {scene.sha256}
              </span>,
            ],
            ["method", `${spec.method}, seed ${spec.seed}, ${spec.threads} threads`],
            ...settings("budget", spec.budget),
            ...settings("sampling", spec.sampling),
            ...settings("evaluation", spec.evaluation),
            ...settings("options", spec.options),
            ...(others.length > 0 ? ([["also in", <Others key="others" ids={others} />]] as [string, ComponentChildren][]) : []),
          ]}
        />
      </Panel>
      <Panel title="Provenance: code, environment, files">
        {result ? (
          <Facts
            of={[
              ...Object.entries(result.environment).map(
                ([name, value]) => [name.replaceAll("_", " "), value] as [string, string],
              ),
              [
                "time",
                Object.entries(result.seconds)
                  .map(([phase, s]) => `${phase} ${duration(s)}`)
                  .join(", "),
              ],
              ...Object.entries(result.artifacts).map(
                ([name, hash]) =>
                  [
                    name,
                    <span class="mono quiet" key={name}>
                      {hash}
                    </span>,
                  ] as [string, ComponentChildren],
              ),
            ]}
          />
        ) : (
          <p class="quiet">Known when the trial is recorded.</p>
        )}
      </Panel>
    </div>
  )
}

const settings = (name: string, of: Record<string, unknown>): [string, ComponentChildren][] => [
  [
    name,
    Object.entries(of)
      .map(([key, value]) => `${key} ${Array.isArray(value) ? value.join(" ") : String(value)}`)
      .join(", ") || "–",
  ],
]

const Others = ({ ids }: { ids: string[] }) => (
  <>
    {ids.map(id => (
      <a key={id} href={links.experiment(id)}>
        {id}{" "}
      </a>
    ))}
  </>
)

import type { TableCell } from "../api"

/** Mean and interval, published number and floor on the scale that a scene's cells share. */
export function Strip({
  cell,
  range,
}: {
  cell: Pick<TableCell, "mean" | "half_width95" | "floor" | "comparison">
  range: [number, number]
}) {
  const x = (value: number) => `${Math.min(100, Math.max(0, ((value - range[0]) / (range[1] - range[0])) * 100)).toFixed(2)}%`
  const { mean, half_width95: half, floor, comparison } = cell
  return (
    <svg class="strip" aria-hidden="true">
      <line class="axis" x1="0" x2="100%" y1="6" y2="6" />
      {floor != null && <line class="floor" x1={x(floor)} x2={x(floor)} y1="0" y2="12" />}
      {mean != null && half != null && <line class="interval" x1={x(mean - half)} x2={x(mean + half)} y1="6" y2="6" />}
      {comparison && (
        <svg x={x(comparison.published)} overflow="visible" aria-hidden="true">
          <polygon class="published" points="-4.5,6 0,1.5 4.5,6 0,10.5" />
        </svg>
      )}
      {mean != null && <circle class="mean" cx={x(mean)} cy="6" r="3.5" />}
    </svg>
  )
}

export const Legend = () => (
  <div class="legend">
    <Sample text="mean and 95 % interval over seeds" cell={{ mean: 0.5, half_width95: 0.4, floor: null, comparison: null }} />
    <Sample
      text="floor: what held-out real crops score"
      cell={{ mean: null, half_width95: null, floor: 0.5, comparison: null }}
    />
    <Sample
      text="published"
      cell={{
        mean: null,
        half_width95: null,
        floor: null,
        comparison: { published: 0.5, margin: 0, difference: null, verdict: "undecided" },
      }}
    />
    <span>n/N: done of asked</span>
    <span>‡: beyond the floor</span>
    <span>
      <b>bold</b>: better than every other method
    </span>
  </div>
)

const Sample = ({ text, cell }: { text: string; cell: Parameters<typeof Strip>[0]["cell"] }) => (
  <span>
    <span style={{ display: "inline-block", width: "26px", verticalAlign: "-2px" }}>
      <Strip cell={cell} range={[0, 1]} />
    </span>{" "}
    {text}
  </span>
)

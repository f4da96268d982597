import { type Action, act, busy } from "../state/actions"

export const ActionButton = ({ action, small, of }: { action: Action; small?: boolean; of?: string }) => (
  <button
    type="button"
    class={`button${small ? " small" : ""}${action.warning === null ? "" : " danger"}`}
    disabled={busy.value === action.path}
    aria-label={of && `${action.name} ${of}`}
    onClick={() => act(action)}
  >
    {action.name}
  </button>
)

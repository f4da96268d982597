import type { ComponentChildren } from "preact"
import { useEffect, useRef } from "preact/hooks"
import { asking, giveToken } from "../net/token"
import { carryOut, confirming, outcome } from "../state/actions"

/** @param onClose absent for a dialog that stays until it is answered */
function Dialog(props: { open: boolean; label: string; onClose?: () => void; children: ComponentChildren }) {
  const at = useRef<HTMLDialogElement>(null)
  const closed = () => {
    if (props.onClose) props.onClose()
    else if (props.open) at.current?.showModal()
  }
  useEffect(() => {
    if (props.open && !at.current?.open) at.current?.showModal()
    if (!props.open) at.current?.close()
  }, [props.open])
  return (
    <dialog ref={at} aria-label={props.label} onClose={closed}>
      {props.open && props.children}
    </dialog>
  )
}

export function ConfirmDialog() {
  const action = confirming.value
  const leave = () => {
    confirming.value = null
  }
  return (
    <Dialog open={action !== null} label={action ? `${action.name}?` : "Confirm"} onClose={leave}>
      {action && (
        <div class="content">
          <h2>{action.name}?</h2>
          <p class="wrap">{action.warning}</p>
          <div class="buttons">
            <button type="button" class="button" onClick={leave}>
              Go back
            </button>
            <button type="button" class="button primary danger" onClick={() => void carryOut(action)}>
              {action.name}
            </button>
          </div>
        </div>
      )}
    </Dialog>
  )
}

/** Cannot be left without a token: nothing can be shown without one. */
export function TokenDialog() {
  const input = useRef<HTMLInputElement>(null)
  const give = (event: Event) => {
    event.preventDefault()
    const token = input.current?.value.trim()
    if (token) giveToken(token)
  }
  const state = asking.value
  return (
    <Dialog open={state !== false} label="Token">
      <form onSubmit={give}>
        <h2>This cluster asks for its token</h2>
        {state === "again" && (
          <p class="note bad" role="alert">
            The token is not, or no longer, the right one.
          </p>
        )}
        <p>
          It is the line of the seed's token file, the one that <code>api.token_file</code> in its settings names. It is kept in
          this tab until you close it, nowhere else.
        </p>
        <label class="field" for="token">
          Token
        </label>
        <input id="token" ref={input} type="password" autocomplete="off" spellcheck={false} required />
        <div class="buttons">
          <button type="submit" class="button primary">
            Continue
          </button>
        </div>
      </form>
    </Dialog>
  )
}

export function Outcome() {
  const said = outcome.value
  useEffect(() => {
    if (said === null) return
    const timer = setTimeout(() => {
      outcome.value = null
    }, 6000)
    return () => clearTimeout(timer)
  }, [said])
  return <div role={said?.failed ? "alert" : "status"}>{said && <div class="toast wrap">{said.text}</div>}</div>
}

import { useEffect, useState } from "preact/hooks"
import { getBlob, Problem } from "../net/client"

/** A picture of the API; fetched, because an img element cannot send the token. */
export function Picture({ path, caption }: { path: string; caption: string }) {
  const [source, setSource] = useState<string | null>(null)
  const [failed, setFailed] = useState<string | null>(null)
  useEffect(() => {
    const stop = new AbortController()
    let address: string | null = null
    setSource(null)
    setFailed(null)
    getBlob(path, { signal: stop.signal }).then(
      blob => {
        if (stop.signal.aborted) return
        address = URL.createObjectURL(blob)
        setSource(address)
      },
      problem => {
        if (problem instanceof Problem) setFailed(problem.message)
      },
    )
    return () => {
      stop.abort()
      if (address) URL.revokeObjectURL(address)
    }
  }, [path])
  return (
    <figure>
      {failed ? <p class="note">{failed}</p> : source ? <img src={source} alt={caption} /> : <div class="blank" />}
      <figcaption>{caption}</figcaption>
    </figure>
  )
}

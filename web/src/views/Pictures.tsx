import { Picture } from "../ui/Picture"

const captions: Record<string, string> = {
  "pseudo-colour.png": "Real crops beside generated ones, in pseudo-colour",
  "spectra.png": "Spectral density: all real beside all generated spectra",
  "loss.png": "Loss, as drawn at the end",
}

const order = Object.keys(captions)
const rank = (name: string) => (order.includes(name) ? order.indexOf(name) : order.length)

export const isPicture = (name: string) => name.endsWith(".png")

export function Pictures({ trial, files }: { trial: string; files: readonly string[] }) {
  return (
    <div class="pictures">
      {files
        .filter(isPicture)
        .sort((a, b) => rank(a) - rank(b))
        .map(name => (
          <Picture key={name} path={`/api/trials/${trial}/files/${encodeURIComponent(name)}`} caption={captions[name] ?? name} />
        ))}
    </div>
  )
}

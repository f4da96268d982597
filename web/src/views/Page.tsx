import type { Route } from "../model/routes"
import { links } from "../model/routes"
import { route } from "../state/router"
import { ConfirmDialog, Outcome, TokenDialog } from "../ui/Dialogs"
import { Empty } from "../ui/Parts"
import { TopBar } from "../ui/TopBar"
import { CellView } from "./CellView"
import { ExperimentHead } from "./ExperimentHead"
import { ExperimentView } from "./ExperimentView"
import { FaultsView } from "./FaultsView"
import { HomeView } from "./HomeView"
import { SweepView } from "./SweepView"
import { TimelineView } from "./TimelineView"
import { TrialsView } from "./TrialsView"
import { TrialView } from "./TrialView"

export function Page() {
  const at = route.value
  return (
    <>
      <button type="button" class="skip" onClick={skip}>
        Skip to the content
      </button>
      <TopBar />
      <main id="main" tabIndex={-1}>
        {"id" in at && <ExperimentHead route={at} />}
        <View at={at} />
      </main>
      <ConfirmDialog />
      <TokenDialog />
      <Outcome />
    </>
  )
}

/** A button, because the part of the address after # names a view. */
const skip = () => document.getElementById("main")?.focus()

function View({ at }: { at: Route }) {
  switch (at.view) {
    case "home":
      return <HomeView />
    case "experiment":
      return <ExperimentView />
    case "cell":
      return <CellView row={at.row} column={at.column} key={`${at.row} ${at.column}`} />
    case "trials":
      return <TrialsView />
    case "trial":
      return <TrialView id={at.id} trial={at.key} key={at.key} />
    case "timeline":
      return <TimelineView />
    case "sweep":
      return <SweepView />
    case "faults":
      return <FaultsView id={at.id} />
    default:
      return (
        <Empty title="Nothing is at this address">
          <a href={links.home}>All experiments</a>
        </Empty>
      )
  }
}

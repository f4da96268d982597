import { render } from "preact"
import "./styles/base.css"
import "./styles/frame.css"
import "./styles/controls.css"
import "./styles/tables.css"
import "./styles/views.css"
import "./state/theme"
import { start } from "./state/cluster"
import { startRouter } from "./state/router"
import { Page } from "./views/Page"

startRouter()
start()
render(<Page />, document.getElementById("page")!)

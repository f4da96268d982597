// What the page draws with, and nothing else of the library. Loaded when the first chart is.
import { CustomChart, LineChart, ParallelChart } from "echarts/charts"
import {
  DataZoomInsideComponent,
  DataZoomSliderComponent,
  GridComponent,
  LegendScrollComponent,
  ParallelComponent,
  TooltipComponent,
} from "echarts/components"
import { init, use } from "echarts/core"
import { CanvasRenderer } from "echarts/renderers"

use([
  LineChart,
  CustomChart,
  ParallelChart,
  GridComponent,
  TooltipComponent,
  LegendScrollComponent,
  DataZoomInsideComponent,
  DataZoomSliderComponent,
  ParallelComponent,
  CanvasRenderer,
])

export { init }

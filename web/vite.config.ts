import preact from "@preact/preset-vite"
import { defineConfig } from "vitest/config"

export default defineConfig({
  plugins: [preact({ devToolsEnabled: false, prefreshEnabled: false })],
  // The seed serves every file itself, and its content security policy knows no data: addresses.
  build: { assetsInlineLimit: 0, modulePreload: { polyfill: false }, chunkSizeWarningLimit: 700 },
  test: { include: ["test/**/*.test.ts"], environment: "node" },
})

import vue from '@vitejs/plugin-vue'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'
import finishPages from './vite/finish-pages.ts'
import lineSandboxHosts from './vite/line-sandbox-hosts.ts'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/** The origin of a LINE sandbox; unset, the pages talk to LINE. */
const sandboxUrl = process.env.TAMARU_LINE_SANDBOX_URL

/** Where `vite dev` finds the API. The built pages are served by the API itself. */
const apiUrl = process.env.TAMARU_API_URL ?? 'http://localhost:3000'

export default defineConfig({
  root: here('.'),
  plugins: [vue(), finishPages(), ...(sandboxUrl ? [lineSandboxHosts({ sandboxUrl })] : [])],
  // Components here have a setup and no options.
  define: { __VUE_OPTIONS_API__: 'false' },
  server: { proxy: { '/api': apiUrl } },
  build: {
    outDir: here('dist'),
    emptyOutDir: true,
    // Browsers without it follow the imports as they meet them.
    modulePreload: { polyfill: false },
    // WebViews follow the phone's system: two years back is what a LINE user may carry.
    target: ['es2022', 'safari16', 'chrome109'],
  },
  environments: {
    client: { build: { rolldownOptions: { input: { shopper: here('index.html') } } } },
    staff: {
      consumer: 'client',
      build: { emptyOutDir: false, rolldownOptions: { input: { staff: here('staff.html') } } },
    },
  },
  // Each door by itself: what staff need of Vue and the router is not in what a phone loads first.
  builder: {
    async buildApp({ build, environments }) {
      await build(environments.client!)
      await build(environments.staff!)
    },
  },
})

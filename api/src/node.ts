import { existsSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { createApp } from './app.ts'
import { drain, openServer } from './open-server.ts'
import { servePages } from './serve-pages.ts'
import { startProcess } from './start-process.ts'

/** `npm run api`: the API and the pages on Node, and all work on jobs but reading. */
const { ports, onLeave } = startProcess('api')
const { env, log } = ports
const pages = env.LIFF_APP_DIST ?? fileURLToPath(new URL('../../liff-app/dist', import.meta.url))
const app = createApp({ ...ports, pagesAreThere: existsSync(path.join(pages, 'index.html')) })
if (existsSync(pages)) servePages(app, pages)

const server = await openServer(app, { port: env.PORT })
log({ level: 'info', msg: `api listens on ${env.PORT}` })
onLeave(() => drain(server))

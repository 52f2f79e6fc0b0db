import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildLiffApp } from '../../dev/build-liff-app.ts'
import { startSandbox, type Sandbox } from '../../line-sandbox/src/server.ts'

const PAGES = fileURLToPath(new URL('../../.dev/test-pages', import.meta.url))
/** Pages are built for one origin of LINE. The first port that is free is taken: its pages may be there already. */
const PORTS = Array.from({ length: 16 }, (_, n) => 4917 + 10 * n)

/**
 * Opens LINE's stand-in for one test file, on a port that no other file has meanwhile, and the pages built for just that
 * port. `appUrl` is where the product will be.
 */
export async function openStage(appUrl: string): Promise<{ sandbox: Sandbox; pages: string }> {
  for (const port of PORTS) {
    const sandbox = await startSandbox({ port, appUrl }).catch(() => undefined)
    if (!sandbox) continue
    const pages = path.join(PAGES, String(port))
    await buildLiffApp({ outDir: pages, sandboxUrl: sandbox.url })
    return { sandbox, pages }
  }
  throw new Error(`ports ${PORTS.join(', ')} are all taken`)
}

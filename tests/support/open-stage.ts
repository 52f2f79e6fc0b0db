import { cp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { buildLiffApp } from '../../dev/build-liff-app.ts'
import { startSandbox, type Sandbox } from '../../line-sandbox/src/server.ts'

const PAGES = fileURLToPath(new URL('../../.dev/test-pages', import.meta.url))
/** The pages are built for an origin of LINE at which nobody listens, and who builds them holds its port. */
const NOBODYS_PORT = 4907
const NOBODY = `http://localhost:${NOBODYS_PORT}`
const PORTS = Array.from({ length: 16 }, (_, n) => 4917 + 10 * n)

/**
 * Opens LINE's stand-in for one test file, on a port that no other file has meanwhile, and the pages for just that port:
 * they are built once, and speak to another origin in each copy. `appUrl` is where the product will be.
 */
export async function openStage(appUrl: string): Promise<{ sandbox: Sandbox; pages: string }> {
  for (const port of PORTS) {
    const sandbox = await startSandbox({ port, appUrl }).catch(() => undefined)
    if (!sandbox) continue
    const pages = path.join(PAGES, String(port))
    await copyPages(await buildOnce(), pages, sandbox.url)
    return { sandbox, pages }
  }
  throw new Error(`ports ${PORTS.join(', ')} are all taken`)
}

async function buildOnce(): Promise<string> {
  const outDir = path.join(PAGES, 'built')
  const free = await holdPort()
  try {
    await buildLiffApp({ outDir, sandboxUrl: NOBODY })
  } finally {
    free()
  }
  return outDir
}

/** Whoever dies lets go of a port, and leaves no file behind. */
async function holdPort(): Promise<() => void> {
  for (;;) {
    const door = createServer()
    const holds = new Promise<boolean>((resolve) =>
      door.once('error', () => resolve(false)).listen(NOBODYS_PORT, '127.0.0.1', () => resolve(true)),
    )
    if (await holds) return () => void door.close()
    await sleep(100)
  }
}

async function copyPages(from: string, to: string, sandboxUrl: string): Promise<void> {
  await rm(to, { recursive: true, force: true })
  await cp(from, to, { recursive: true })
  for (const name of await readdir(path.join(to, 'assets'))) {
    if (!name.endsWith('.js')) continue
    const file = path.join(to, 'assets', name)
    const code = await readFile(file, 'utf8')
    if (!code.includes(NOBODY)) continue
    await writeFile(file, code.replaceAll(NOBODY, sandboxUrl))
    for (const compressed of ['.br', '.gz']) await rm(file + compressed, { force: true })
  }
}

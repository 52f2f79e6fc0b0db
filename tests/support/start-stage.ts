import path from 'node:path'
import { fileURLToPath } from 'node:url'
import type { TestProject } from 'vitest/node'
import { freePort } from '../../db/src/embedded/embedded-server.ts'
import { buildLiffApp } from '../../dev/build-liff-app.ts'
import type { SandboxOptions } from '../../line-sandbox/src/options.ts'
import { startSandbox, type Sandbox } from '../../line-sandbox/src/server.ts'

const PAGES = fileURLToPath(new URL('../../.dev/test-pages', import.meta.url))
/** The first that is free, so that a next run finds its pages built already. */
const PORTS = [4917, 4927, 4937, 4947]

declare module 'vitest' {
  interface ProvidedContext {
    stage: { sandboxUrl: string; sandboxOptions: SandboxOptions; apiPort: number; pages: string }
  }
}

/**
 * What all browser tests of a run share, because it is dear and says nothing about the product: LINE's stand-in on a
 * port of its own, and the pages built for just that port. House, database and browser belong to each test file.
 */
export default async function startStage(project: TestProject): Promise<() => Promise<void>> {
  const apiPort = await freePort()
  const { sandbox, port } = await startOnOneOf(PORTS, `http://localhost:${apiPort}`)
  const pages = path.join(PAGES, String(port))
  await buildLiffApp({ outDir: pages, sandboxUrl: sandbox.url })
  project.provide('stage', { sandboxUrl: sandbox.url, sandboxOptions: sandbox.options, apiPort, pages })
  return () => sandbox.close()
}

async function startOnOneOf(ports: number[], appUrl: string): Promise<{ sandbox: Sandbox; port: number }> {
  for (const port of ports) {
    const sandbox = await startSandbox({ port, appUrl }).catch(() => undefined)
    if (sandbox) return { sandbox, port }
  }
  throw new Error(`ports ${ports.join(', ')} are all taken`)
}

import { serve } from '@hono/node-server'
import type { AddressInfo } from 'node:net'
import { createSandboxApp } from './app.ts'
import { type SandboxOptions, readOptions } from './options.ts'
import { createWorld } from './world.ts'

export type Sandbox = {
  /** Origin that stands for api.line.me, api-data.line.me, access.line.me and liff.line.me alike. */
  url: string
  options: SandboxOptions
  close(): Promise<void>
}

/** Starts a sandbox; what is not given comes from the environment. Rejects when the port is taken. */
export async function startSandbox(given: Partial<SandboxOptions> = {}): Promise<Sandbox> {
  const options = { ...readOptions(process.env), ...given }
  if (given.appUrl && !given.webhookUrl) options.webhookUrl = `${given.appUrl}/line/webhook`
  const world = await createWorld(options)
  const app = createSandboxApp(world)
  return new Promise((resolve, reject) => {
    const server = serve(
      { fetch: app.fetch, port: options.port, hostname: options.host },
      ({ port }: AddressInfo) => {
        world.url = options.publicUrl ?? `http://localhost:${port}`
        resolve({ url: world.url, options, close })
      },
    )
    server.once('error', (fault: NodeJS.ErrnoException) => {
      if (fault.code !== 'EADDRINUSE') return reject(fault)
      reject(
        new Error(`line-sandbox: port ${options.port} is already taken; set PORT to another one`, {
          cause: fault,
        }),
      )
    })
    async function close() {
      await world.save()
      // The phone page holds an event stream open, which would keep the server waiting.
      if ('closeAllConnections' in server) server.closeAllConnections()
      await new Promise((done) => server.close(done))
    }
  })
}

if (import.meta.main) {
  try {
    const sandbox = await startSandbox()
    console.log(`line-sandbox: the phone is at ${sandbox.url}, the product at ${sandbox.options.appUrl}`)
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.once(signal, () => void sandbox.close().then(() => process.exit(0)))
    }
  } catch (fault) {
    console.error((fault as Error).message)
    process.exitCode = 1
  }
}

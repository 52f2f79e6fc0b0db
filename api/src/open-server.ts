import { serve } from '@hono/node-server'
import type { Server } from 'node:http'
import type { createApp } from './app.ts'

/** How long a caller may take for the head of a request, and for all of it: a slow phone and fifteen megabytes. */
const HEAD_MS = 15_000
const WHOLE_MS = 130_000

/** Opens the door on Node. Whoever sends a head or a body too slowly is cut off, whatever the app does meanwhile. */
export async function openServer(
  app: Pick<ReturnType<typeof createApp>, 'fetch'>,
  options: { port: number; hostname?: string; head_ms?: number; whole_ms?: number },
): Promise<Server> {
  const { port, hostname, head_ms = HEAD_MS, whole_ms = WHOLE_MS } = options
  const server = serve({
    fetch: app.fetch,
    port,
    hostname,
    serverOptions: {
      headersTimeout: head_ms,
      requestTimeout: whole_ms,
      connectionsCheckingInterval: Math.min(5_000, head_ms),
    },
  }) as Server
  if (!server.listening)
    await new Promise<void>((resolve, reject) =>
      server.once('listening', () => resolve()).once('error', reject),
    )
  return server
}

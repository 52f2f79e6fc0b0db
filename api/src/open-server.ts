import { serve } from '@hono/node-server'
import { once } from 'node:events'
import type { Server } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import type { createApp } from './app.ts'

/** How long a caller may take for the head of a request, and for all of it: a slow phone and fifteen megabytes. */
const HEAD_MS = 15_000
const WHOLE_MS = 130_000
/** How long a line may stand still: longer than any handler takes, or a phone to come out of a lift. */
const STILL_MS = 130_000
/** How long requests that are under way may take to their end when the process is asked to go. */
const DRAIN_MS = 25_000

/** Opens the door on Node. Whoever sends a head or a body too slowly, or takes nothing of an answer, is cut off, whatever the app does. */
export async function openServer(
  app: Pick<ReturnType<typeof createApp>, 'fetch'>,
  options: { port: number; hostname?: string; head_ms?: number; whole_ms?: number; still_ms?: number },
): Promise<Server> {
  const { port, hostname, head_ms = HEAD_MS, whole_ms = WHOLE_MS, still_ms = STILL_MS } = options
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
  server.setTimeout(still_ms)
  if (!server.listening)
    await new Promise<void>((resolve, reject) =>
      server.once('listening', () => resolve()).once('error', reject),
    )
  return server
}

/** Lets nobody in any more, and those who are in finish: at most 25 seconds, then the lines are cut. */
export async function drain(server: Server, most_ms = DRAIN_MS): Promise<void> {
  const closed = once(server, 'close')
  server.close()
  // A line that its caller keeps for a next request is idle once the last one is answered.
  const sweeping = setInterval(() => server.closeIdleConnections(), 50)
  await Promise.race([closed, sleep(most_ms, undefined, { ref: false })])
  clearInterval(sweeping)
  server.closeAllConnections()
}

import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { DemoClock } from './demo-clock.ts'

export interface ClockDoor {
  close(): void
}

/**
 * Opens a demo's clock to whoever is on this machine: `GET` tells it, `POST {"advance_s": 86400}` moves it and answers
 * once `moved` is through.
 */
export async function openClockDoor(
  clock: DemoClock,
  { port, moved }: { port: number; moved: () => Promise<void> },
): Promise<ClockDoor> {
  const server = createServer((request, response) => {
    answer(request).then(
      ({ status, body }) => send(response, status, body),
      (error: Error) => send(response, error instanceof RangeError ? 400 : 500, { message: error.message }),
    )
  })

  async function answer(request: IncomingMessage): Promise<{ status: number; body: object }> {
    if (request.method === 'POST') {
      clock.advance(await readAdvance_s(request))
      await moved()
    } else if (request.method !== 'GET') return { status: 405, body: { message: 'GET or POST' } }
    return { status: 200, body: { now: new Date(), ahead_s: clock.ahead_s() } }
  }

  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  return { close: () => void server.close().closeAllConnections() }
}

async function readAdvance_s(request: IncomingMessage): Promise<unknown> {
  let text = ''
  for await (const piece of request.setEncoding('utf8')) {
    text += piece
    if (text.length > 1000) break
  }
  try {
    return (JSON.parse(text) as { advance_s?: unknown } | null)?.advance_s
  } catch {
    throw new RangeError('the body is not JSON like {"advance_s": 86400}')
  }
}

function send(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' })
  response.end(JSON.stringify(body))
}

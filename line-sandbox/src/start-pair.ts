import { serve } from '@hono/node-server'
import type { AddressInfo } from 'node:net'
import type { SandboxOptions } from './options.ts'
import { startSandbox } from './server.ts'
import type { WebhookEvent } from './webhooks/delivery.ts'

/** A webhook as a product would get it. */
type Received = { raw: string; signature: string; events: WebhookEvent[] }

/** For tests: a sandbox on a free port, and a product that keeps its webhooks and answers what `answers` says next. */
export async function startPair(options: Partial<SandboxOptions> = {}) {
  const received: Received[] = []
  /** Statuses for the next webhooks; 200 when empty. */
  const answers: number[] = []
  const product = serve({
    port: 0,
    async fetch(request: Request) {
      const raw = await request.text()
      const signature = request.headers.get('x-line-signature') ?? ''
      received.push({ raw, signature, events: JSON.parse(raw).events })
      return new Response(null, { status: answers.shift() ?? 200 })
    },
  })
  await new Promise<void>((resolve) =>
    product.listening ? resolve() : product.once('listening', () => resolve()),
  )
  const appUrl = `http://localhost:${(product.address() as AddressInfo).port}`
  const sandbox = await startSandbox({ port: 0, appUrl, redeliveryDelaysMs: [5, 5, 5], ...options })
  const bearer = { authorization: `Bearer ${sandbox.options.channelAccessToken}` }
  return {
    ...sandbox,
    appUrl,
    received,
    answers,
    /** As the product's server calls the Messaging API. */
    bot: (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) =>
      fetch(sandbox.url + path, {
        method,
        headers: { ...bearer, 'content-type': 'application/json', ...headers },
        body: body === undefined ? undefined : JSON.stringify(body),
      }),
    /** `/__sandbox` as tests and the phone use it. */
    control: async (path: string, body?: unknown) => {
      const answer = await fetch(`${sandbox.url}/__sandbox${path}`, {
        method: body === undefined ? 'GET' : 'POST',
        headers: { 'content-type': 'application/json' },
        body: body === undefined ? undefined : JSON.stringify(body),
      })
      return answer.json()
    },
    async close() {
      await sandbox.close()
      product.close()
    },
  }
}

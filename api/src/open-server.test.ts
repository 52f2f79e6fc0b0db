import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { connect } from 'node:net'
import { afterAll, expect, test } from 'vitest'
import { startApi } from '../../tests/support/start-api.ts'
import { openServer } from './open-server.ts'

const api = await startApi()
const server = await openServer(api.app, { port: 0, hostname: '127.0.0.1', head_ms: 50, whole_ms: 100 })
const { port } = server.address() as AddressInfo
afterAll(async () => {
  server.close()
  await api[Symbol.asyncDispose]()
})

/** What the server says to somebody who sends these bytes and nothing more, until it hangs up. */
async function sayAndWait(words: string): Promise<string> {
  const socket = connect(port, '127.0.0.1')
  let heard = ''
  socket.on('data', (chunk) => (heard += chunk)).write(words)
  await once(socket, 'close')
  return heard
}

test('a head that never ends is not waited for', async () => {
  expect(await sayAndWait('GET /healthz HTTP/1.1\r\nhost: x\r\n')).toMatch(/^HTTP\/1.1 408 /)
})

test('nor is a body', async () => {
  const head =
    'POST /api/session HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 9\r\n\r\n'
  expect(await sayAndWait(`${head}{"id`)).toMatch(/^HTTP\/1.1 408 /)
})

test('nor is somebody who takes nothing of an answer', async () => {
  const endless = Promise.withResolvers<void>()
  const body = new ReadableStream<Uint8Array>({
    pull: (controller) => controller.enqueue(new Uint8Array(64 * 1024)),
    cancel: () => endless.resolve(),
  })
  const app = { fetch: () => new Response(body) }
  const impatient = await openServer(app, { port: 0, hostname: '127.0.0.1', still_ms: 100 })
  const socket = connect((impatient.address() as AddressInfo).port, '127.0.0.1').on('error', () => {})
  socket.pause().write('GET / HTTP/1.1\r\nhost: x\r\n\r\n')
  await endless.promise
  socket.destroy()
  impatient.close()
})

test('a body that says it is too long is refused while the sender still sends', async () => {
  const socket = connect(port, '127.0.0.1')
  socket.on('error', () => {})
  const head = `POST /api/staff/session HTTP/1.1\r\nhost: x\r\ncontent-length: ${300 * 1024 * 1024}\r\n\r\n`
  socket.write(head)
  const [answer] = (await once(socket, 'data')) as [Buffer]
  socket.destroy()
  expect(answer.toString()).toMatch(/^HTTP\/1.1 413 /)
})

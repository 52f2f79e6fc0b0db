import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { serve } from '@hono/node-server'
import type { AddressInfo } from 'node:net'
import { expect, it } from 'vitest'
import { isUserId } from './ids.ts'
import { readOptions } from './options.ts'
import people from './people.json' with { type: 'json' }
import { startSandbox } from './server.ts'
import { startPair } from './start-pair.ts'

const haruka = 'U5a70e1c0ffee5a1ad0000000000000a1'

it('a taken port is said plainly', async () => {
  const first = await startSandbox({ port: 0 })
  const port = Number(new URL(first.url).port)
  await expect(startSandbox({ port })).rejects.toThrow(`port ${port} is already taken`)
  await first.close()
})

it('wrong settings are named all at once', () => {
  expect(() => readOptions({ PORT: 'x', APP_URL: 'localhost' })).toThrow(/APP_URL[\s\S]*PORT/)
  expect(() => readOptions({ LINE_LIFF_ID: '1234-abc' })).toThrow('does not belong to channel')
})

it('the chat, the keys and the tokens survive a restart with a state file', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'line-sandbox-'))
  const stateFile = join(folder, 'state.json')
  const before = await startPair({ stateFile })
  await before.bot('POST', '/v2/bot/message/push', {
    to: haruka,
    messages: [{ type: 'text', text: '覚えていて' }],
  })
  const { idToken } = (await before.control('/id-token', { sub: haruka })) as { idToken: string }
  await before.close()
  const after = await startPair({ stateFile })
  expect(await after.control(`/messages/${haruka}`)).toMatchObject([{ message: { text: '覚えていて' } }])
  const body = new URLSearchParams({ id_token: idToken, client_id: after.options.loginChannelId })
  expect((await fetch(`${after.url}/oauth2/v2.1/verify`, { method: 'POST', body })).status).toBe(200)
  // The product of the second start listens on another port, and is the one that is told.
  await after.control('/send', { userId: haruka, type: 'text', text: 'もしもし' })
  expect(after.received).toHaveLength(1)
  await after.close()
  await rm(folder, { recursive: true })
})

it('everyone has an ID of LINE’s shape, the account too', async () => {
  const pair = await startPair()
  const { account } = (await pair.control('')) as { account: { userId: string } }
  for (const userId of [account.userId, ...people.map((person) => person.userId)])
    expect(isUserId(userId)).toBe(true)
  await pair.close()
})

it('the phone page and its files are served, and nothing beside them', async () => {
  const { url, close } = await startSandbox({ port: 0 })
  const page = await (await fetch(url)).text()
  const files = [...page.matchAll(/(?:src|href)="(\/phone\/[^"]+)"/g)].map((found) => found[1]!)
  expect(files.length).toBeGreaterThan(3)
  for (const file of files) expect((await fetch(url + file)).status).toBe(200)
  expect((await fetch(`${url}/phone/..%2f..%2fserver.ts`)).status).toBe(404)
  expect((await fetch(`${url}/samples/..%2fREADME.md`)).status).toBe(404)
  await close()
})

it('the clock of the demo that it belongs to is told and moved through it; without one there is none', async () => {
  const asked: string[] = []
  const keeper = serve({
    port: 0,
    async fetch(request: Request) {
      asked.push(`${request.method} ${await request.text()}`)
      return Response.json({ ahead_s: 60 }, { status: request.method === 'POST' ? 400 : 200 })
    },
  })
  const clockUrl = `http://localhost:${(keeper.address() as AddressInfo).port}`
  const [with_, without] = [await startSandbox({ port: 0, clockUrl }), await startSandbox({ port: 0 })]
  const call = async ({ url }: { url: string }, init?: RequestInit) => {
    const answer = await fetch(`${url}/__sandbox/clock`, init)
    return { status: answer.status, body: await answer.json() }
  }
  expect(await call(with_)).toEqual({ status: 200, body: { ahead_s: 60 } })
  // Whatever the keeper answers is handed back.
  expect(await call(with_, { method: 'POST', body: '{"advance_s":60}' })).toMatchObject({ status: 400 })
  expect(asked).toEqual(['GET ', 'POST {"advance_s":60}'])
  expect(await call(without)).toMatchObject({ status: 404 })
  const told = async ({ url }: { url: string }) => (await fetch(`${url}/__sandbox`)).json()
  expect([await told(with_), await told(without)]).toMatchObject([{ hasClock: true }, { hasClock: false }])
  await Promise.all([with_.close(), without.close()])
  keeper.close()
})

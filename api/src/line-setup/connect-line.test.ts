import { afterAll, expect, test } from 'vitest'
import { startApi } from '../../../tests/support/start-api.ts'
import { connectLine } from './connect-line.ts'

const api = await startApi()
afterAll(() => api[Symbol.asyncDispose]())
const { env } = api.ports

/** LINE as the account's owner sees it. */
async function ask<T>(path: string, method = 'GET', body?: unknown): Promise<T> {
  const headers = {
    authorization: `Bearer ${env.LINE_CHANNEL_ACCESS_TOKEN}`,
    'content-type': 'application/json',
  }
  const init = { method, headers, body: body === undefined ? undefined : JSON.stringify(body) }
  return (await (await fetch(env.LINE_API_URL + path, init)).json()) as T
}

interface Menu {
  richMenuId: string
  name: string
}
const menus = async () => (await ask<{ richmenus: Menu[] }>('/v2/bot/richmenu/list')).richmenus

test('a channel gets its rich menu and a webhook that answers', async () => {
  expect(await connectLine(env)).toMatchObject({
    richMenu: 'made',
    webhook: { endpoint: `${api.url}/line/webhook`, active: true, fault: null },
  })
  const [menu] = await menus()
  expect(await ask('/v2/bot/user/all/richmenu')).toEqual({ richMenuId: menu!.richMenuId })
})

test('connecting again changes nothing', async () => {
  const before = await menus()
  expect(await connectLine(env)).toMatchObject({ richMenu: 'kept', webhook: { changed: false } })
  expect(await menus()).toEqual(before)
})

const moved = { ...env, LINE_LIFF_ID: '2000000009-AbCdEfGh' }

test('a changed menu takes the place of ours and leaves those of others', async () => {
  const [ours] = await menus()
  const others = {
    name: 'of another program',
    size: { width: 2500, height: 843 },
    chatBarText: 'x',
    areas: [],
  }
  await ask('/v2/bot/richmenu', 'POST', others)

  expect(await connectLine(moved)).toMatchObject({ richMenu: 'made' })
  const after = await menus()
  expect(after).toHaveLength(2)
  expect(after.map(({ name }) => name)).toContain(others.name)
  expect(after.map(({ richMenuId }) => richMenuId)).not.toContain(ours!.richMenuId)
})

test('a menu that a failure left without its image is replaced', async () => {
  const shown = await ask<Menu>('/v2/bot/user/all/richmenu')
  const { richMenuId, ...half } = (await menus()).find((menu) => menu.richMenuId === shown.richMenuId)!
  await ask(`/v2/bot/richmenu/${richMenuId}`, 'DELETE')
  await ask('/v2/bot/richmenu', 'POST', half)

  expect(await connectLine(moved)).toMatchObject({ richMenu: 'made' })
  expect((await menus()).filter(({ name }) => name === half.name)).toHaveLength(1)
})

test('a webhook that does not answer as it should is told', async () => {
  const { webhook } = await connectLine({ ...env, PUBLIC_URL: `${env.LINE_API_URL}/nowhere` })
  expect(webhook).toMatchObject({ changed: true, fault: expect.stringContaining('404') })
})

import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { startApi } from '../../tests/support/start-api.ts'
import { servePages } from './serve-pages.ts'

const api = await startApi()
const folder = await mkdtemp(path.join(tmpdir(), 'tamaru-pages-'))
await mkdir(path.join(folder, 'assets'))
for (const [name, text] of [
  ['index.html', 'the mini-app'],
  ['staff.html', 'the console'],
  ['jar.svg', '<svg/>'],
  ['assets/app-4f2a.js', 'run()'],
] as const)
  await writeFile(path.join(folder, name), text)
await writeFile(`${folder}-secret`, 'not to be served')
servePages(api.app, folder)
afterAll(async () => {
  await api[Symbol.asyncDispose]()
  await rm(folder, { recursive: true })
  await rm(`${folder}-secret`)
})

const get = (path_: string, method = 'GET') => fetch(api.url + path_, { method, redirect: 'manual' })

describe('the mini-app’s page answers with 200 and without a redirect', () => {
  test.each([
    '/',
    '/?liff.state=%2Fpoints',
    '/entries/6b6e7c2e-8d2c-4c4e-9f43-0d8d1a6a2f11',
    '/points/',
    '/apiary',
    '/lines',
  ])('at %s', async (path_) => {
    const answer = await get(path_)
    expect([answer.status, await answer.text()]).toEqual([200, 'the mini-app'])
    expect(answer.headers.get('content-type')).toMatch(/^text\/html/)
    expect(answer.headers.get('cache-control')).toBe('no-cache')
  })
})

test.each(['/staff.html', '/staff', '/staff/review', '/staff/'])(
  'the console’s page is at %s',
  async (path_) => {
    const answer = await get(path_)
    expect([answer.status, await answer.text()]).toEqual([200, 'the console'])
    expect(answer.headers.get('cache-control')).toBe('no-cache')
  },
)

test('assets are kept for ever, other files are not', async () => {
  const asset = await get('/assets/app-4f2a.js')
  expect(asset.headers.get('cache-control')).toContain('immutable')
  expect(asset.headers.get('content-type')).toMatch(/javascript/)
  expect((await get('/jar.svg')).headers.get('cache-control')).toBeNull()
})

test('an asset of an earlier build is gone, and no page in disguise', async () => {
  const answer = await get('/assets/app-0000.js')
  expect(answer.status).toBe(404)
  expect(answer.headers.get('cache-control')).toBeNull()
})

test.each(['/api/nothing', '/api', '/line/webhook', '/line'])(
  '%s is the API’s, not the mini-app’s',
  async (path_) => {
    const answer = await get(path_)
    expect([answer.status, await answer.json()]).toMatchObject([404, { kind: 'not_found' }])
  },
)

test.each([
  `/..%2f${path.basename(folder)}-secret`,
  `/assets/..%2f..%2f${path.basename(folder)}-secret`,
  `/assets/%2e%2e/%2e%2e/${path.basename(folder)}-secret`,
])('nothing beside the folder is served: %s', async (path_) => {
  expect(await (await get(path_)).text()).not.toContain('not to be served')
})

test('the API goes on answering', async () => {
  expect((await get('/api/config')).status).toBe(200)
  expect((await get('/', 'HEAD')).status).toBe(200)
})

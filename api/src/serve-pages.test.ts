import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { brotliCompressSync, brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib'
import { afterAll, describe, expect, test } from 'vitest'
import { startApi } from '../../tests/support/start-api.ts'
import { PAGES, writePages } from '../../tests/support/start-worker.ts'
import { servePages } from './serve-pages.ts'

const api = await startApi()
const folder = await mkdtemp(path.join(tmpdir(), 'tamaru-pages-'))
await writePages(folder)
for (const [name, text] of [
  ['jar.svg', '<svg/>'],
  ['assets/app-4f2a.js.br', brotliCompressSync('run()')],
  ['assets/app-4f2a.js.gz', gzipSync('run()')],
  ['index.html.br', brotliCompressSync(PAGES['index.html'])],
] as const)
  await writeFile(path.join(folder, name), text)
await writeFile(`${folder}-secret`, 'not to be served')
servePages(api.app, folder)
afterAll(async () => {
  await api[Symbol.asyncDispose]()
  await rm(folder, { recursive: true })
  await rm(`${folder}-secret`)
})

const get = (path_: string, method = 'GET', accept = 'text/html,*/*') =>
  fetch(api.url + path_, { method, redirect: 'manual', headers: { accept } })

/** The bytes as they go over the line: fetch would unpack them. */
function getRaw(path_: string, encodings: string) {
  return new Promise<{ headers: NodeJS.Dict<string | string[]>; bytes: Buffer }>((resolve) => {
    request(api.url + path_, { headers: { 'accept-encoding': encodings } }, async (answer) => {
      resolve({ headers: answer.headers, bytes: Buffer.concat(await answer.toArray()) })
    }).end()
  })
}

describe('the mini-app’s page answers with 200 and without a redirect', () => {
  test.each([
    '/',
    '/?liff.state=%2Fpoints',
    '/entries/6b6e7c2e-8d2c-4c4e-9f43-0d8d1a6a2f11',
    '/points/',
    '/of/an/older/version?liff.state=%2Fpoints',
  ])('at %s', async (path_) => {
    const answer = await get(path_)
    expect([answer.status, await answer.text()]).toEqual([200, PAGES['index.html']])
    expect(answer.headers.get('content-type')).toMatch(/^text\/html/)
    expect(answer.headers.get('cache-control')).toBe('no-cache')
  })
})

test.each(['/staff.html', '/staff', '/staff/review', '/staff/'])(
  'the console’s page is at %s',
  async (path_) => {
    const answer = await get(path_)
    expect([answer.status, await answer.text()]).toEqual([200, PAGES['staff.html']])
    expect(answer.headers.get('cache-control')).toBe('no-cache')
  },
)

describe('what a page may do', () => {
  test('is enforced at the console, which nobody may frame', async () => {
    const { headers } = await get('/staff.html')
    const policy = headers.get('content-security-policy')!
    expect(policy).toContain("default-src 'self'")
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).not.toMatch(/unsafe-eval|script-src[^;]*unsafe-inline|script-src[^;]*\*/)
    expect(headers.get('permissions-policy')).toContain('microphone=()')
  })

  test('is reported only at the mini-app, and who frames it is left to LINE', async () => {
    const { headers } = await get('/')
    expect(headers.get('content-security-policy')).toBeNull()
    expect(headers.get('x-frame-options')).toBeNull()
    const policy = headers.get('content-security-policy-report-only')!
    expect(policy).toContain('https://api.line.me')
    expect(policy).not.toContain('frame-ancestors')
  })

  test('names the stand-in for LINE where there is one, and otherwise LINE alone', async () => {
    const policyOf = async () => (await get('/staff.html')).headers.get('content-security-policy')!
    expect(await policyOf()).toContain(api.sandbox.url)
    api.ports.env.LINE_API_URL = 'https://api.line.me'
    expect(await policyOf()).not.toContain('localhost')
    api.ports.env.LINE_API_URL = api.sandbox.url
  })

  test('is nothing at all where the API’s data is opened as one', async () => {
    for (const path_ of ['/api/config', '/api/me', '/api/nothing'])
      expect((await get(path_)).headers.get('content-security-policy'), path_).toMatch(
        /default-src 'none'.*sandbox/,
      )
  })
})

test('assets are kept for ever, other files are asked for again', async () => {
  const asset = await get('/assets/app-4f2a.js')
  expect(asset.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
  expect(asset.headers.get('content-type')).toMatch(/javascript/)
  expect((await get('/jar.svg')).headers.get('cache-control')).toBe('public, max-age=0, must-revalidate')
})

describe('pages and assets go out compressed, as the build left them', () => {
  test.each([
    ['gzip, deflate, br', 'br', brotliDecompressSync],
    ['gzip', 'gzip', gunzipSync],
  ])('to who takes %s', async (encodings, encoding, unpack) => {
    const { headers, bytes } = await getRaw('/assets/app-4f2a.js', encodings)
    expect(headers).toMatchObject({
      'content-encoding': encoding,
      'content-type': 'text/javascript; charset=utf-8',
      'cache-control': 'public, max-age=31536000, immutable',
      vary: 'Accept-Encoding',
    })
    expect(unpack(bytes).toString()).toBe('run()')
  })

  test('the page at its deep links, too', async () => {
    const { headers, bytes } = await getRaw('/entries/1', 'br')
    expect(headers).toMatchObject({ 'content-encoding': 'br', 'cache-control': 'no-cache' })
    expect(brotliDecompressSync(bytes).toString()).toBe(PAGES['index.html'])
  })

  test('and as they are to who takes nothing else', async () => {
    const { headers, bytes } = await getRaw('/assets/app-4f2a.js', 'identity')
    expect(headers['content-encoding']).toBeUndefined()
    expect(bytes.toString()).toBe('run()')
  })
})

describe('what is nowhere', () => {
  const nowhere = ['/metrics', '/wp-login.php', '/assets/app-0000.js', '/_headers', '/.stamp', '/entries/1/2']

  test.each(nowhere)('is told to people by a page: %s', async (path_) => {
    const answer = await get(path_)
    expect([answer.status, await answer.text()]).toEqual([404, PAGES['404.html']])
    expect(answer.headers.get('cache-control')).toBe('no-cache')
  })

  test.each([...nowhere, '/api/nothing', '/api', '/line/webhook', '/line'])(
    'is told to programs by a problem: %s',
    async (path_) => {
      const answer = await get(path_, 'GET', '*/*')
      expect([answer.status, await answer.json()]).toMatchObject([404, { kind: 'not_found' }])
    },
  )

  test.each([
    `/..%2f${path.basename(folder)}-secret`,
    `/assets/..%2f..%2f${path.basename(folder)}-secret`,
    `/assets/%2e%2e/%2e%2e/${path.basename(folder)}-secret`,
    `//${path.basename(folder)}-secret`,
  ])('nothing beside the folder is served: %s', async (path_) => {
    expect(await (await get(path_)).text()).not.toContain('not to be served')
  })
})

test('robots are told to stay away', async () => {
  const answer = await get('/robots.txt')
  expect([answer.status, await answer.text()]).toEqual([200, PAGES['robots.txt']])
})

test('the API goes on answering', async () => {
  expect((await get('/api/config')).status).toBe(200)
  expect((await get('/', 'HEAD')).status).toBe(200)
})

test('a process is ready where it reaches its database and has its pages, and until it is asked to go', async () => {
  const status = async () => (await get('/readyz')).status
  expect(await status()).toBe(200)
  api.ports.pagesAreThere = false
  expect(await status()).toBe(503)
  api.ports.pagesAreThere = true
  const going = new AbortController()
  api.ports.leaving = going.signal
  expect(await status()).toBe(200)
  going.abort()
  expect(await status()).toBe(503)
  expect((await get('/healthz')).status, 'alive it is').toBe(200)
  api.ports.leaving = undefined
})

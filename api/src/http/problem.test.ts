import { problemCatalogue, type ProblemKind } from '@tamaru/domain'
import { Hono } from 'hono'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { startApi } from '../../../tests/support/start-api.ts'
import type { AppEnv } from './app-env.ts'
import { renderProblem } from './problem.ts'

const api = await startApi()
afterAll(() => api[Symbol.asyncDispose]())
beforeEach(() => void (api.logs.length = 0))

describe('a refusal', () => {
  test('is problem+json with the words in both languages, Japanese first', async () => {
    const answer = await api.call('GET', '/api/me')
    expect(answer.status).toBe(401)
    expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/)
    expect(await answer.json()).toEqual({
      type: 'urn:tamaru:problem:unauthenticated',
      title: 'ログインが必要です',
      status: 401,
      detail: 'アプリを開き直して、もう一度お試しください。',
      kind: 'unauthenticated',
      titleJa: 'ログインが必要です',
      detailJa: 'アプリを開き直して、もう一度お試しください。',
      titleEn: 'Please log in',
      detailEn: 'Open the app again and try once more.',
      requestId: answer.headers.get('x-request-id'),
    })
  })

  test.each([
    ['en', 'Please log in'],
    ['en-GB,en;q=0.9,ja;q=0.5', 'Please log in'],
    ['ja,en;q=0.9', 'ログインが必要です'],
    ['fr', 'ログインが必要です'],
  ])('speaks to a caller who prefers %s: %s', async (language, title) => {
    const answer = await api.call('GET', '/api/me', { headers: { 'accept-language': language } })
    expect(await answer.json()).toMatchObject({ title })
  })

  test('meets whoever asks for what is not there', async () => {
    for (const path of ['/api/nothing', '/api/', '/line/nothing'])
      expect(await (await api.call('GET', path)).json(), path).toMatchObject({
        kind: 'not_found',
        status: 404,
      })
  })

  test('that will pass says after how many seconds to come again: LINE out of reach, a store that is full', async () => {
    const kinds = Object.keys(problemCatalogue) as ProblemKind[]
    const passing = kinds.filter((kind) => problemCatalogue[kind].status === 503)
    expect(passing).toEqual(expect.arrayContaining(['line_unavailable', 'photo_not_stored']))
    for (const kind of passing) {
      const answer = await new Hono<AppEnv>().get('/', (c) => renderProblem(c, kind)).request('/')
      expect([kind, answer.headers.get('retry-after')]).toEqual([kind, expect.stringMatching(/^[1-9]\d*$/)])
    }
  })

  test('names the field at fault', async () => {
    const answer = await api.call('POST', '/api/session', { json: { accessToken: '' } })
    expect(await answer.json()).toMatchObject({ kind: 'invalid_request' })
  })
})

describe('a request', () => {
  test('has an id, which the log knows too', async () => {
    const answer = await api.call('GET', '/api/config')
    const requestId = answer.headers.get('x-request-id')
    expect(requestId).toMatch(/^[0-9a-f-]{36}$/)
    expect(api.logs).toEqual([expect.objectContaining({ requestId, msg: 'GET /api/config 200' })])
  })

  test('keeps the id that a proxy gave it, if it is harmless', async () => {
    const idOf = async (given: string) =>
      (await api.call('GET', '/api/config', { headers: { 'x-request-id': given } })).headers.get(
        'x-request-id',
      )
    expect(await idOf('from-the-proxy-1')).toBe('from-the-proxy-1')
    expect(await idOf('x" injected=1')).toMatch(/^[0-9a-f-]{36}$/)
  })
})

test('a bug is answered without its details, which stand in the log under the request’s id', async () => {
  await api.db`alter table campaign_version rename to campaign_version_gone`
  const answer = await api.call('GET', '/api/config')
  await api.db`alter table campaign_version_gone rename to campaign_version`
  const text = await answer.text()
  expect(answer.status).toBe(500)
  expect(JSON.parse(text)).toMatchObject({ kind: 'unexpected' })
  expect(text).not.toMatch(/campaign_version|relation|\.ts|stack/)
  expect(api.logs.find(({ level }) => level === 'error')).toMatchObject({
    requestId: answer.headers.get('x-request-id'),
    error: expect.stringContaining('campaign_version'),
  })
})

test('what the API says about people is kept by no cache', async () => {
  expect((await api.call('GET', '/api/me')).headers.get('cache-control')).toBe('no-store')
  expect((await api.call('GET', '/api/config')).headers.get('cache-control')).toBe('no-store')
})

test('the process says whether it can reach its database', async () => {
  expect((await api.call('GET', '/healthz')).status).toBe(200)
})

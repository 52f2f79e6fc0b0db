import { CURRENT_WORDING } from '@tamaru/domain'
import { afterAll, expect, test } from 'vitest'
import { logInShopper } from '../../../tests/support/act-in-line.ts'
import { startApi } from '../../../tests/support/start-api.ts'

const api = await startApi()
afterAll(() => api[Symbol.asyncDispose]())
const { token } = await logInShopper(api)
const cookie = `tamaru_session=${token}`
const ours = new URL(api.url).origin

const answer = { given: true, wording: CURRENT_WORDING, noticeVersion: 1 }
const change = (headers: Record<string, string>) =>
  api.call('PUT', '/api/me/consents/offers', { json: answer, headers })

test.each([
  ['another site', { cookie, origin: 'https://elsewhere.example' }],
  ['a page without an origin', { cookie, origin: 'null' }],
  ['another site, as the browser says', { cookie, 'sec-fetch-site': 'cross-site' }],
  ['a neighbour under the same domain', { cookie, origin: ours, 'sec-fetch-site': 'same-site' }],
])('a change that a person’s browser sends for %s is refused', async (_who, headers) => {
  const answer = await change(headers)
  expect([answer.status, await answer.json()]).toMatchObject([403, { kind: 'cross_site' }])
})

test.each([
  ['by our own page', { cookie, origin: ours, 'sec-fetch-site': 'same-origin' }],
  [
    'under the name that the browser called',
    { cookie, origin: 'http://192.0.2.7:3000', host: '192.0.2.7:3000' },
  ],
  ['by a program with the cookie in hand', { cookie }],
  [
    'with a bearer, which no browser adds by itself',
    { authorization: `Bearer ${token}`, origin: 'https://x.example' },
  ],
])('a change is made %s', async (_how, headers) => {
  expect((await change(headers)).ok).toBe(true)
})

test('looking is no change', async () => {
  const headers = { cookie, origin: 'https://elsewhere.example', 'sec-fetch-site': 'cross-site' }
  expect((await api.call('GET', '/api/me', { headers })).status).toBe(200)
})

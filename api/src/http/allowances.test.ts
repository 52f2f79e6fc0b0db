import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { idTokenOf, logInShopper, logInStaff, meetPerson } from '../../../tests/support/act-in-line.ts'
import { sendPhoto } from '../../../tests/support/enter-receipt.ts'
import { makeLineUserId } from '../../../tests/support/make-people.ts'
import { startApi } from '../../../tests/support/start-api.ts'
import { createLineLogin } from '../line/line-login.ts'
import { ALLOWANCES } from './allowances.ts'
import { networkOf } from './caller-address.ts'

const api = await startApi()
afterAll(() => api[Symbol.asyncDispose]())
api.ports.env.TRUSTED_PROXY_HEADER = 'x-forwarded-for'

/** Time stands, unless a test says otherwise: what comes back with time does not come back by itself. */
const BEGIN = new Date()
beforeEach(() => void (api.clock.at = BEGIN))
const pass = (s: number) => void (api.clock.at = new Date(api.clock.at!.getTime() + s * 1000))

const from = (address: string) => ({ 'x-forwarded-for': `10.0.0.1, ${address}` })
const statusesOf = (answers: Response[]) => answers.map(({ status }) => status)
const count = (statuses: number[], status: number) => statuses.filter((found) => found === status).length
const times = <T>(n: number, ask: (i: number) => Promise<T>) =>
  Promise.all(Array.from({ length: n }, (_, i) => ask(i)))

describe('one person', () => {
  test('sends twenty photos at once and then one each six seconds; the next person is not concerned', async () => {
    const [me, other] = [await logInShopper(api), await logInShopper(api)]
    const answers: Response[] = []
    for (let i = 0; i < 60; i++) answers.push(await sendPhoto(api, me.token))
    expect(count(statusesOf(answers), 202)).toBe(ALLOWANCES.upload.atOnce)
    const refusal = answers.at(-1)!
    expect(refusal.headers.get('retry-after')).toBe('6')
    expect(await refusal.json()).toMatchObject({
      status: 429,
      kind: 'too_many_requests',
      detailJa: '6秒待ってから、もう一度お試しください。',
      detailEn: 'Wait 6 seconds and try again.',
      wait_s: 6,
    })
    expect((await sendPhoto(api, other.token)).status).toBe(202)
    pass(6)
    expect((await sendPhoto(api, me.token)).status).toBe(202)
    expect((await sendPhoto(api, me.token)).status).toBe(429)
  })

  test('asks for pages as fast as anybody can look at them, and no faster', async () => {
    const { token } = await logInShopper(api)
    const statuses = statusesOf(await times(300, () => api.call('GET', '/api/me', { as: token })))
    expect(count(statuses, 200)).toBe(ALLOWANCES.shopper.atOnce)
    expect(count(statuses, 429)).toBe(300 - ALLOWANCES.shopper.atOnce)
  })

  test('has a few sessions, however often the same ID token is traded', async () => {
    const { userId } = await meetPerson(api)
    const idToken = await idTokenOf(api, userId)
    const answers = await times(60, () => api.call('POST', '/api/session', { json: { idToken } }))
    const opened = answers.filter(({ ok }) => ok)
    expect(opened).toHaveLength(ALLOWANCES.login.atOnce)
    const tokens = await Promise.all(
      opened.map(async (answer) => ((await answer.json()) as { token: string }).token),
    )
    const live = await times(tokens.length, (i) => api.call('GET', '/api/me', { as: tokens[i]! }))
    expect(count(statusesOf(live), 200)).toBe(10)
    pass(10)
    const newest = await api.call('POST', '/api/session', { json: { idToken } })
    const { token } = (await newest.json()) as { token: string }
    expect((await api.call('GET', '/api/me', { as: token })).status).toBe(200)
  })
})

describe('a person of the staff', () => {
  test('looks up a code a second, sixty at once, and no thousands', async () => {
    const { token } = await logInStaff(api, 'reviewer')
    const guess = (i: number) => api.call('GET', `/api/staff/coupons?code=${i}`, { as: token })
    expect(count(statusesOf(await times(200, guess)), 200)).toBe(ALLOWANCES.coupon.atOnce)
    const use = `/api/staff/coupons/${crypto.randomUUID()}/use`
    expect((await api.call('POST', use, { as: token })).status, 'nor uses one').toBe(429)
    expect((await api.call('GET', '/api/staff/me', { as: token })).status, 'but works on').toBe(200)
    pass(1)
    expect((await guess(0)).status).toBe(200)
  })
})

describe('before login', () => {
  test('three hundred shoppers behind one carrier’s address come in at the same moment', async () => {
    const tokens = await times(300, () => idTokenOf(api, makeLineUserId()))
    const answers = await times(300, async (i) => {
      const config = await api.call('GET', '/api/config', { headers: from('203.0.113.7') })
      const session = await api.call('POST', '/api/session', {
        json: { idToken: tokens[i] },
        headers: from('203.0.113.7'),
      })
      return [config, session]
    })
    expect(new Set(statusesOf(answers.flat()))).toEqual(new Set([200]))
  })

  test('one address knocks so often, by whatever session it makes up, and another is not concerned', async () => {
    const knock = (address: string) =>
      api.call('GET', '/api/me', { as: crypto.randomUUID(), headers: from(address) })
    const { atOnce } = ALLOWANCES.knock
    const statuses = statusesOf(await times(atOnce + 20, () => knock('203.0.113.8')))
    expect([count(statuses, 401), count(statuses, 429)]).toEqual([atOnce, 20])
    const config = await api.call('GET', '/api/config', { headers: from('203.0.113.8') })
    expect(config.status).toBe(429)
    expect((await knock('203.0.113.9')).status).toBe(401)
    const { token } = await logInShopper(api)
    const me = await api.call('GET', '/api/me', { as: token, headers: from('203.0.113.8') })
    expect(me.status, 'who is logged in is known by name').toBe(200)
  })

  test('LINE’s webhook is counted by nobody', async () => {
    const headers = { 'x-line-signature': 'none', ...from('203.0.113.8') }
    expect((await api.call('POST', '/line/webhook', { json: {}, headers })).status).toBe(401)
  })
})

describe('LINE is not asked', async () => {
  let asked: string[] = []
  const line = createServer((request, response) => {
    asked.push(request.url!.split('?')[0]!)
    response.writeHead(400, { 'content-type': 'application/json' }).end('{}')
  })
  await new Promise<void>((resolve) => line.listen(0, '127.0.0.1', resolve))
  const apiUrl = `http://127.0.0.1:${(line.address() as AddressInfo).port}`
  const { lineLogin } = api.ports
  beforeEach(() => {
    asked = []
    const channelId = api.ports.env.LINE_LOGIN_CHANNEL_ID
    api.ports.lineLogin = createLineLogin({ apiUrl, channelId, now: api.ports.now })
  })
  afterAll(() => {
    api.ports.lineLogin = lineLogin
    line.close()
  })
  const logIn = (json: object, address = '203.0.113.20') =>
    api.call('POST', '/api/session', { json, headers: from(address) })

  test('320 times about 320 tokens that somebody has made up', async () => {
    const answers = await times(320, () => logIn({ accessToken: `made-up-${crypto.randomUUID()}` }))
    // A few are on their way when the last of the allowance is spent.
    expect(asked.length).toBeLessThanOrEqual(ALLOWANCES.unknown_token.atOnce + 8)
    expect(count(statusesOf(answers), 401)).toBe(ALLOWANCES.unknown_token.atOnce)
    expect(count(statusesOf(answers), 429)).toBe(320 - ALLOWANCES.unknown_token.atOnce)
    const other = await logIn({ accessToken: `made-up-${crypto.randomUUID()}` }, '203.0.113.21')
    expect(other.status, 'from elsewhere it is').toBe(401)
  })

  test('twice about the same token, nor about what can be none', async () => {
    const accessToken = `made-up-${crypto.randomUUID()}`
    for (let i = 0; i < 3; i++) expect((await logIn({ accessToken }, '203.0.113.22')).status).toBe(401)
    expect((await logIn({ accessToken: 'short' }, '203.0.113.22')).status).toBe(401)
    expect(asked).toEqual(['/oauth2/v2.1/verify'])
  })

  test('for its keys by an ID token that is not for this channel', async () => {
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
    const idToken = `${part({ alg: 'ES256', kid: 'x' })}.${part({ aud: 'other', iss: 'x' })}.c2ln`
    expect((await logIn({ idToken }, '203.0.113.23')).status).toBe(401)
    expect(asked).toEqual([])
  })
})

test.each([
  ['192.0.2.1', '192.0.2.1'],
  ['::ffff:192.0.2.1', '192.0.2.1'],
  ['2001:0DB8:0:5::1', '2001:db8:0:5::/64'],
  ['2001:db8::5:1:2:3:4', '2001:db8:0:5::/64'],
  ['::1', '0:0:0:0::/64'],
  ['2001:db8::', '2001:db8:0:0::/64'],
])('%s counts as %s', (address, network) => expect(networkOf(address)).toBe(network))

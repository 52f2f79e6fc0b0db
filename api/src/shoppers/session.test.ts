import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { generateKeyPair, SignJWT } from 'jose'
import { afterAll, describe, expect, test } from 'vitest'
import { idTokenOf, logInShopper, logInStaff, meetPerson } from '../../../tests/support/act-in-line.ts'
import { makeLineUserId } from '../../../tests/support/make-people.ts'
import { startApi } from '../../../tests/support/start-api.ts'
import { createLineLogin } from '../line/line-login.ts'

const api = await startApi()
afterAll(() => api[Symbol.asyncDispose]())

const ISSUER = 'https://access.line.me'
const channelId = api.sandbox.options.loginChannelId
const hourFromNow_s = () => Math.floor(Date.now() / 1000) + 3600

const open = (json: unknown, path = '/api/session') => api.call('POST', path, { json })
const accessTokenOf = async (sub: string, given: Record<string, unknown> = {}) =>
  (await api.control<{ accessToken: string }>('/access-token', { sub, ...given })).accessToken

async function refusalOf(answer: Response): Promise<{ status: number; kind: string }> {
  const { kind } = (await answer.json()) as { kind: string }
  return { status: answer.status, kind }
}

describe('an ID token opens a session', () => {
  test('for the person whom LINE names in it, by name and picture', async () => {
    const person = await meetPerson(api, { displayName: '中村 めい' })
    const answer = await open({ idToken: await idTokenOf(api, person.userId) })
    expect(answer.status).toBe(200)
    const { token, shopper } = (await answer.json()) as { token: string; shopper: { displayName: string } }
    expect(shopper).toMatchObject({ displayName: '中村 めい' })
    const [row] = await api.db`select line_user_id from shopper where display_name = '中村 めい'`
    expect(row).toEqual({ lineUserId: person.userId })
    const me = await api.call('GET', '/api/me', { as: token })
    expect(await me.json()).toEqual(shopper)
  })

  test('also where the person has agreed to the user ID alone, and keeps a name that is known already', async () => {
    const sub = makeLineUserId()
    const nameless = await open({ idToken: await idTokenOf(api, sub) })
    expect(((await nameless.json()) as { shopper: object }).shopper).toMatchObject({ displayName: null })
    await open({ idToken: await idTokenOf(api, sub, { name: 'そうた' }) })
    const again = await open({ idToken: await idTokenOf(api, sub) })
    expect(((await again.json()) as { shopper: object }).shopper).toMatchObject({ displayName: 'そうた' })
  })

  test('but never for somebody whom the body names', async () => {
    const [me, other] = [makeLineUserId(), makeLineUserId()]
    const idToken = await idTokenOf(api, me)
    await open({ idToken, lineUserId: other, userId: other, sub: other, displayName: 'だれか' })
    const rows = await api.db`select display_name from shopper where line_user_id in (${me}, ${other})`
    expect(rows).toEqual([{ displayName: null }])
  })
})

describe('an ID token is refused', () => {
  const refusal = async (idToken: string) => refusalOf(await open({ idToken }))
  const me = makeLineUserId()

  test('when it has expired, with a kind of its own so that the mini-app can log in again', async () => {
    const expired = await idTokenOf(api, me, { iat: 1_700_000_000, exp: 1_700_003_600 })
    expect(await refusal(expired)).toEqual({ status: 401, kind: 'id_token_expired' })
  })

  test('by the product’s clock, an hour later', async () => {
    const idToken = await idTokenOf(api, me)
    api.clock.at = new Date(Date.now() + 3_700_000)
    expect(await refusal(idToken)).toEqual({ status: 401, kind: 'id_token_expired' })
    api.clock.at = undefined
    expect((await open({ idToken })).status).toBe(200)
  })

  test.each([
    ['is for another channel', { aud: '1234567890' }],
    ['comes from somebody else', { iss: 'https://access.line.example' }],
    ['names nobody of LINE’s', { sub: 'admin' }],
  ])('when it %s', async (_why, claims) => {
    expect(await refusal(await idTokenOf(api, me, claims))).toEqual({ status: 401, kind: 'id_token_invalid' })
  })

  test('when its signature is another one, also under LINE’s key id', async () => {
    const good = await idTokenOf(api, me)
    const [head, , signature] = good.split('.')
    const forged = { iss: ISSUER, sub: makeLineUserId(), aud: channelId, exp: hourFromNow_s() }
    const body = Buffer.from(JSON.stringify(forged)).toString('base64url')
    expect(await refusal(`${head}.${body}.${signature}`)).toEqual({ status: 401, kind: 'id_token_invalid' })

    const { kid } = JSON.parse(Buffer.from(head!, 'base64url').toString()) as { kid: string }
    const { privateKey } = await generateKeyPair('ES256')
    const signed = await new SignJWT(forged).setProtectedHeader({ alg: 'ES256', kid }).sign(privateKey)
    expect(await refusal(signed)).toEqual({ status: 401, kind: 'id_token_invalid' })
  })

  test('when it is signed with the channel secret (HS256): the header does not choose', async () => {
    const secret = new TextEncoder().encode(api.sandbox.options.channelSecret)
    const signed = await new SignJWT({ iss: ISSUER, sub: me, aud: channelId, exp: hourFromNow_s() })
      .setProtectedHeader({ alg: 'HS256' })
      .sign(secret)
    expect(await refusal(signed)).toEqual({ status: 401, kind: 'id_token_invalid' })
  })

  test('when it is not signed at all', async () => {
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
    const claims = { iss: ISSUER, sub: me, aud: channelId, exp: hourFromNow_s() }
    for (const signature of ['', 'c2ln'])
      expect(await refusal(`${part({ alg: 'none' })}.${part(claims)}.${signature}`)).toEqual({
        status: 401,
        kind: 'id_token_invalid',
      })
  })

  test.each(['nonsense', 'a.b.c'])('when it is %s', async (idToken) => {
    expect(await refusal(idToken)).toEqual({ status: 401, kind: 'id_token_invalid' })
  })
})

describe('where the ID token is too old, an access token', () => {
  test('opens a session for its owner', async () => {
    const { userId } = await meetPerson(api, { displayName: 'りく' })
    const answer = await open({ accessToken: await accessTokenOf(userId) })
    expect(answer.status).toBe(200)
    expect(((await answer.json()) as { shopper: object }).shopper).toMatchObject({ displayName: 'りく' })
  })

  test('of another channel is refused, though LINE says that it is alive', async () => {
    const { userId } = await meetPerson(api)
    const foreign = await accessTokenOf(userId, { client_id: '1234567890' })
    expect(await refusalOf(await open({ accessToken: foreign }))).toEqual({
      status: 401,
      kind: 'id_token_invalid',
    })
  })

  test('that has ended, or is none, is refused', async () => {
    const { userId } = await meetPerson(api)
    for (const accessToken of [await accessTokenOf(userId, { expires_in: -1 }), 'nonsense'])
      expect(await refusalOf(await open({ accessToken }))).toEqual({ status: 401, kind: 'id_token_invalid' })
  })
})

describe('a session', () => {
  test('is carried by a cookie that scripts cannot read, or by a bearer', async () => {
    const { userId } = await meetPerson(api)
    const answer = await open({ idToken: await idTokenOf(api, userId) })
    const cookie = answer.headers.get('set-cookie')!
    expect(cookie).toMatch(/^tamaru_session=[\w-]{43}; .*HttpOnly; SameSite=Lax$/)
    // A day of the calendar would be one of the phone's calendar, which may be wrong.
    expect(cookie).toContain('Max-Age=604800;')
    expect(cookie).not.toContain('Expires')
    const byCookie = await api.call('GET', '/api/me', { headers: { cookie: cookie.split(';')[0]! } })
    expect(byCookie.status).toBe(200)
    const { token } = (await answer.json()) as { token: string }
    expect((await api.call('GET', '/api/me', { as: token })).status).toBe(200)
  })

  test('is known to the database by the hash of its token only', async () => {
    const { token } = await logInShopper(api)
    const rows = await api.db`select 1 from session where token_sha256 = ${Buffer.from(token)}`
    expect(rows).toEqual([])
    const dump = JSON.stringify(await api.db`select * from session`)
    expect(dump).not.toContain(token)
  })

  test('ends with a log-out, for cookie and bearer', async () => {
    const { token } = await logInShopper(api)
    expect((await api.call('DELETE', '/api/session', { as: token })).status).toBe(204)
    expect(await refusalOf(await api.call('GET', '/api/me', { as: token }))).toEqual({
      status: 401,
      kind: 'unauthenticated',
    })
    const other = await logInShopper(api)
    const cookie = `tamaru_session=${other.token}`
    const out = await api.call('DELETE', '/api/session', { headers: { cookie } })
    expect(out.headers.get('set-cookie')).toMatch(/^tamaru_session=;.*Max-Age=0/)
    expect((await api.call('GET', '/api/me', { as: other.token })).status).toBe(401)
  })

  test('ends after seven days', async () => {
    const { token } = await logInShopper(api)
    await api.db`update session set expires_at = expires_at - interval '7 days'`
    expect((await api.call('GET', '/api/me', { as: token })).status).toBe(401)
  })

  test('of a shopper is none for staff, and the other way round', async () => {
    const shopper = await logInShopper(api)
    const owner = await logInStaff(api, 'owner')
    expect((await api.call('GET', '/api/staff/me', { as: shopper.token })).status).toBe(401)
    expect((await api.call('GET', '/api/me', { as: owner.token })).status).toBe(401)
    const headers = { cookie: `tamaru_staff=${shopper.token}` }
    expect((await api.call('GET', '/api/staff/me', { headers })).status).toBe(401)
  })
})

describe('staff', () => {
  test('open the console with the role that they have', async () => {
    const { token } = await logInStaff(api, 'reviewer')
    const me = await api.call('GET', '/api/staff/me', { as: token })
    expect(await me.json()).toMatchObject({ role: 'reviewer' })
  })

  test('without a role are told their LINE user ID, to hand it to an owner', async () => {
    const { userId } = await meetPerson(api)
    const answer = await open({ idToken: await idTokenOf(api, userId) }, '/api/staff/session')
    expect(answer.status).toBe(403)
    expect(await answer.json()).toMatchObject({ kind: 'forbidden', lineUserId: userId })
  })

  test('whose role is taken away are out at once', async () => {
    const { token, person } = await logInStaff(api, 'reviewer')
    await api.db`update staff set role = 'viewer' where id = ${person.id}`
    const me = await api.call('GET', '/api/staff/me', { as: token })
    expect(await me.json()).toMatchObject({ role: 'viewer' })
  })
})

test('LINE out of reach is said as such, and is no fault of the token', async () => {
  const nobody = createLineLogin({ apiUrl: 'http://127.0.0.1:9', channelId, now: () => new Date() })
  const idToken = await idTokenOf(api, makeLineUserId())
  await expect(nobody.verifyIdToken(idToken)).rejects.toMatchObject({ kind: 'line_unavailable' })
  await expect(nobody.verifyAccessToken('any'.repeat(10))).rejects.toMatchObject({ kind: 'line_unavailable' })
})

describe('what LINE answers about something else than the access token', () => {
  test.each([
    ['that it is asked too often', 429, '{"message":"The API rate limit has been exceeded."}'],
    ['that the path is unknown to it', 404, '{}'],
    ['an outage', 503, ''],
    ['a body that is cut off', 200, '{"client_id":'],
  ])('is no fault of the token, which logs in when LINE answers again: %s', async (_what, status, body) => {
    const person = { userId: makeLineUserId(), displayName: 'はな' }
    let troubles = 1
    const answer = (url: string): [number, string] => {
      if (troubles-- > 0) return [status, body]
      const told = url.startsWith('/v2/profile') ? person : { client_id: channelId, expires_in: 60 }
      return [200, JSON.stringify(told)]
    }
    const line = createServer(({ url }, response) => {
      const [status, body] = answer(url!)
      response.writeHead(status).end(body)
    })
    await new Promise<void>((resolve) => line.listen(0, '127.0.0.1', resolve))
    const apiUrl = `http://127.0.0.1:${(line.address() as AddressInfo).port}`
    const login = createLineLogin({ apiUrl, channelId, now: () => new Date() })
    const token = 'token'.repeat(8)
    await expect(login.verifyAccessToken(token)).rejects.toMatchObject({ kind: 'line_unavailable' })
    expect(await login.verifyAccessToken(token)).toMatchObject({ lineUserId: person.userId })
    await new Promise((resolve) => line.close(resolve))
  })
})

test('a session needs a token in its body', async () => {
  for (const json of [{}, { idToken: '' }, { idToken: 5 }, [], null])
    expect(await refusalOf(await open(json))).toEqual({ status: 400, kind: 'invalid_request' })
  const garbled = await api.app.request('/api/session', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"idToken":',
  })
  expect(await refusalOf(garbled)).toEqual({ status: 400, kind: 'invalid_request' })
})

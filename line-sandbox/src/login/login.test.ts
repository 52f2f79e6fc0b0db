import { createHash, randomBytes } from 'node:crypto'
import { createRemoteJWKSet, jwtVerify } from 'jose'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startPair } from '../start-pair.ts'

const haruka = 'U5a70e1c0ffee5a1ad0000000000000a1'
let pair: Awaited<ReturnType<typeof startPair>>

beforeAll(async () => (pair = await startPair()))
afterAll(() => pair.close())

const form = (values: Record<string, string>) => ({
  method: 'POST',
  body: new URLSearchParams(values),
  redirect: 'manual' as const,
})
const json = (answer: Response) => answer.json() as Promise<Record<string, unknown>>

/** What `liff.login()` sends, and the choice on the login page; resolves with where the browser is sent back to. */
async function authorize({
  person = haruka,
  redirectUri = `${pair.appUrl}/card?from=chat`,
  verifier = '',
} = {}) {
  const asked = {
    app_id: pair.options.liffId,
    state: 'abc',
    response_type: 'code',
    code_challenge_method: 'S256',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    liff_sdk_version: '2.31.0',
    redirect_uri: redirectUri,
  }
  const page = await fetch(`${pair.url}/liff/v1/authorize?${new URLSearchParams(asked)}`)
  const back = await fetch(`${pair.url}/liff/v1/authorize`, form({ ...asked, person }))
  return { page, back, location: new URL(back.headers.get('location') ?? 'about:blank') }
}

/** What `liff.init()` then does with the code in the address. */
const exchange = (location: URL, verifier: string) =>
  fetch(
    `${pair.url}/oauth2/v2.1/token`,
    form({
      grant_type: 'authorization_code',
      client_id: location.searchParams.get('liffClientId') ?? '',
      appId: pair.options.liffId,
      code: location.searchParams.get('code') ?? '',
      code_verifier: verifier,
      redirect_uri: location.searchParams.get('liffRedirectUri') ?? '',
      id_token_key_type: 'JWK',
    }),
  )

async function logIn(person = haruka) {
  const verifier = randomBytes(32).toString('hex')
  const { location } = await authorize({ person, verifier })
  return (await exchange(location, verifier)).json() as Promise<{ access_token: string; id_token: string }>
}

describe('a person who logs in', () => {
  it('comes back to the page they came from, with a code', async () => {
    const { page, location } = await authorize()
    expect(await page.text()).toContain('佐藤はるか')
    expect(location.href).toContain(`${pair.appUrl}/card?from=chat&state=abc&code=`)
    expect(location.searchParams.get('liffRedirectUri')).toBe(`${pair.appUrl}/card?from=chat`)
  })

  it('gets an ES256 ID token of one hour that the published keys verify', async () => {
    const { id_token } = await logIn()
    const keys = createRemoteJWKSet(new URL(`${pair.url}/oauth2/v2.1/certs`))
    const { payload, protectedHeader } = await jwtVerify(id_token, keys, {
      issuer: 'https://access.line.me',
      audience: pair.options.loginChannelId,
    })
    expect(protectedHeader.alg).toBe('ES256')
    expect(payload).toMatchObject({ sub: haruka, name: '佐藤はるか', amr: ['linesso'] })
    expect(payload.exp! - payload.iat!).toBe(3600)
    expect(payload).not.toHaveProperty('nonce')
  })

  it('is known by the access token: verify, profile, friendship', async () => {
    const { access_token } = await logIn()
    const bearer = { headers: { authorization: `Bearer ${access_token}` } }
    const verified = await json(await fetch(`${pair.url}/oauth2/v2.1/verify?access_token=${access_token}`))
    expect(verified).toMatchObject({ client_id: pair.options.loginChannelId, expires_in: expect.any(Number) })
    expect(await json(await fetch(`${pair.url}/v2/profile`, bearer))).toMatchObject({ userId: haruka })
    expect(await json(await fetch(`${pair.url}/friendship/v1/status`, bearer))).toEqual({ friendFlag: true })
  })

  it('is sent back with an error after cancelling', async () => {
    const { location } = await authorize({ person: '' })
    expect(location.searchParams.get('liffOAuth2Error')).toBe('true')
    expect(location.searchParams.get('error')).toBe('access_denied')
  })

  it('takes every token along when leaving', async () => {
    const { access_token } = await logIn()
    const gone = await pair.bot('POST', '/user/v1/deauthorize', { userAccessToken: access_token })
    expect(gone.status).toBe(204)
    expect((await fetch(`${pair.url}/oauth2/v2.1/verify?access_token=${access_token}`)).status).toBe(400)
  })
})

describe('a login is refused', () => {
  it('when the verifier does not fit the challenge', async () => {
    const { location } = await authorize({ verifier: 'one' })
    const answer = await exchange(location, 'another')
    expect(answer.status).toBe(400)
    expect(await json(answer)).toMatchObject({ error: 'invalid_grant' })
  })

  it('when the code was used before', async () => {
    const { location } = await authorize({ verifier: 'v' })
    expect((await exchange(location, 'v')).status).toBe(200)
    expect((await exchange(location, 'v')).status).toBe(400)
  })

  it('when the way back leads out of the LIFF app', async () => {
    const { page, back } = await authorize({ redirectUri: 'https://elsewhere.example/' })
    expect([page.status, back.status]).toEqual([400, 400])
  })
})

describe('the ID token endpoint', () => {
  const verify = async (id_token: string, expected: Record<string, string> = {}) => {
    const answer = await fetch(
      `${pair.url}/oauth2/v2.1/verify`,
      form({ id_token, client_id: pair.options.loginChannelId, ...expected }),
    )
    return { status: answer.status, body: await json(answer) }
  }
  const mint = async (claims: Record<string, unknown>) =>
    ((await pair.control('/id-token', { sub: haruka, ...claims })) as { idToken: string }).idToken

  it('answers the claims of a good token', async () => {
    expect(await verify(await mint({}))).toMatchObject({
      status: 200,
      body: { sub: haruka, name: '佐藤はるか' },
    })
  })

  it('says in LINE’s words what is wrong with a bad one', async () => {
    const why = async (...given: Parameters<typeof verify>) => (await verify(...given)).body.error_description
    expect(await why(await mint({ exp: 1_700_000_000 }))).toBe('IdToken expired.')
    expect(await why(await mint({ aud: '1234567890' }))).toBe('Invalid IdToken Audience.')
    expect(await why(await mint({}), { nonce: 'n' })).toBe('Invalid IdToken Nonce.')
    expect(await why(await mint({}), { user_id: 'U0' })).toBe('Invalid IdToken Subject Identifier.')
    const [head, , signature] = (await mint({})).split('.')
    const forged = Buffer.from(JSON.stringify({ iss: 'https://access.line.me', sub: 'U1' })).toString(
      'base64url',
    )
    expect(await why(`${head}.${forged}.${signature}`)).toBe('Invalid IdToken.')
  })
})

describe('a LIFF URL', () => {
  const follow = async (path: string) => {
    const answer = await fetch(pair.url + path, { redirect: 'manual' })
    return answer.headers.get('location')
  }

  it('leads to the endpoint URL with the rest packed into liff.state', async () => {
    const { liffId, staffLiffId } = pair.options
    expect(await follow(`/${liffId}`)).toBe(`${pair.appUrl}/`)
    expect(await follow(`/${liffId}/rewards?x=1`)).toBe(`${pair.appUrl}/?liff.state=%2Frewards%3Fx%3D1`)
    expect(await follow(`/${staffLiffId}`)).toBe(`${pair.appUrl}/staff`)
  })

  it('of an unknown LIFF app leads nowhere', async () => {
    expect((await fetch(`${pair.url}/1234567890-nobody00`)).status).toBe(404)
  })
})

import { createHash } from 'node:crypto'
import { Hono } from 'hono'
import { newSecret } from '../ids.ts'
import { endsWith } from '../sentinels.ts'
import type { World } from '../world.ts'
import { isChannelToken, issueChannelToken } from '../messaging/channel-tokens.ts'
import { loginPage } from './authorize-page.ts'
import {
  IdTokenFault,
  avatarUrl,
  checkIdToken,
  issuer,
  profileClaims,
  publicKeys,
  signIdToken,
} from './id-token.ts'
import { type LiffApp, findLiffApp } from './liff-apps.ts'
import { tradeWebCode } from './web-login-routes.ts'
import { findUserToken, issueUserToken, revokeTokensOf } from './user-tokens.ts'

const refusal = (error: string, error_description: string) => ({ error, error_description })

/** LINE Login as the LIFF SDK and a server use it: authorize, token, certs, verify, profile, friendship. */
export function loginRoutes(world: World): Hono {
  const { options } = world
  return new Hono()
    .get('/liff/v1/authorize', (c) => {
      const asked = readAuthorizeRequest(world, c.req.query())
      if ('fault' in asked) return c.html(`<h1>400 Bad Request</h1><p>${asked.fault}</p>`, 400)
      return c.html(
        loginPage(asked.app.name, world.state.people, {
          action: '/liff/v1/authorize',
          hidden: asked.hidden,
          forStaff: asked.app.liffId === options.staffLiffId,
        }),
      )
    })
    .post('/liff/v1/authorize', async (c) => {
      const form = (await c.req.parseBody()) as Record<string, string>
      const asked = readAuthorizeRequest(world, form)
      if ('fault' in asked) return c.text(asked.fault, 400)
      const back = new URL(asked.redirectUri)
      back.searchParams.set('state', form.state ?? '')
      const person = world.person(form.person ?? '')
      if (!person) {
        back.searchParams.set('liffOAuth2Error', 'true')
        back.searchParams.set('error', 'access_denied')
        back.searchParams.set('error_description', 'user cancelled')
        return c.redirect(back.href)
      }
      const code = newSecret()
      world.codes.set(code, {
        sub: person.userId,
        liffId: asked.app.liffId,
        challenge: form.code_challenge!,
        redirectUri: asked.redirectUri,
        expiresAt: Date.now() + 10 * 60_000,
      })
      back.searchParams.set('code', code)
      back.searchParams.set('liffClientId', options.loginChannelId)
      back.searchParams.set('liffRedirectUri', asked.redirectUri)
      return c.redirect(back.href)
    })
    .post('/oauth2/v2.1/token', async (c) => {
      const form = (await c.req.parseBody()) as Record<string, string>
      if (form.grant_type === 'client_credentials') {
        // Channel access token v2.1: the same path, another meaning. The assertion's signature is not checked.
        if (!form.client_assertion)
          return c.json(refusal('invalid_request', 'client_assertion is required'), 400)
        return c.json({ ...issueChannelToken(world, 30 * 86_400), key_id: newSecret(12) })
      }
      if (world.webCodes.has(form.code ?? '')) {
        const traded = await tradeWebCode(world, form)
        return typeof traded === 'string' ? c.json(refusal('invalid_grant', traded), 400) : c.json(traded)
      }
      const code = world.codes.get(form.code ?? '')
      world.codes.delete(form.code ?? '')
      const challenge = createHash('sha256')
        .update(form.code_verifier ?? '')
        .digest('base64url')
      const person = world.person(code?.sub ?? '')
      if (!code || !person || code.expiresAt < Date.now())
        return c.json(refusal('invalid_grant', 'invalid authorization code'), 400)
      if (form.client_id !== options.loginChannelId)
        return c.json(refusal('invalid_request', 'invalid client_id'), 400)
      if (form.redirect_uri !== code.redirectUri)
        return c.json(refusal('invalid_grant', 'redirect_uri does not match'), 400)
      if (challenge !== code.challenge)
        return c.json(refusal('invalid_grant', 'code_verifier does not match'), 400)
      if (endsWith(person, 'error-login')) return c.json(refusal('server_error', 'sentinel error-login'), 500)
      const { accessToken, expiresInS, scope } = issueUserToken(world, {
        sub: person.userId,
        clientId: options.loginChannelId,
      })
      const exp = endsWith(person, 'short-id-token') ? Math.floor(Date.now() / 1000) + 60 : undefined
      return c.json({
        access_token: accessToken,
        expires_in: expiresInS,
        token_type: 'Bearer',
        scope,
        refresh_token: newSecret(),
        id_token: await signIdToken(world, {
          sub: person.userId,
          aud: options.loginChannelId,
          ...(exp ? { exp } : {}),
          ...profileClaims(world, person),
        }),
      })
    })
    .get('/oauth2/v2.1/certs', (c) => c.json(publicKeys(world)))
    .get('/.well-known/openid-configuration', (c) =>
      c.json({
        issuer,
        authorization_endpoint: `${world.url}/liff/v1/authorize`,
        token_endpoint: `${world.url}/oauth2/v2.1/token`,
        jwks_uri: `${world.url}/oauth2/v2.1/certs`,
        id_token_signing_alg_values_supported: ['ES256'],
        code_challenge_methods_supported: ['S256'],
      }),
    )
    .get('/oauth2/v2.1/verify', (c) => {
      const value = c.req.query('access_token') ?? ''
      const token = world.state.userTokens[value]
      if (!token) {
        const end = world.state.channelTokens[value]
        if (!end) return c.json(refusal('invalid_request', 'access token is invalid'), 400)
        return c.json({
          client_id: options.messagingChannelId,
          expires_in: Math.floor((end - Date.now()) / 1000),
          scope: '',
        })
      }
      const expires_in = Math.floor((token.expiresAt - Date.now()) / 1000)
      if (expires_in <= 0) return c.json(refusal('invalid_request', 'The access token expired'), 400)
      return c.json({ scope: token.scope, client_id: token.clientId, expires_in })
    })
    .post('/oauth2/v2.1/verify', async (c) => {
      const form = (await c.req.parseBody()) as Record<string, string>
      const expected = { clientId: form.client_id ?? '', nonce: form.nonce, userId: form.user_id }
      try {
        return c.json(await checkIdToken(world, form.id_token ?? '', expected))
      } catch (fault) {
        if (fault instanceof IdTokenFault) return c.json(refusal('invalid_request', fault.message), 400)
        throw fault
      }
    })
    .post('/oauth2/v2.1/revoke', async (c) => {
      const form = (await c.req.parseBody()) as Record<string, string>
      delete world.state.userTokens[form.access_token ?? '']
      delete world.state.channelTokens[form.access_token ?? '']
      world.publish({ type: 'account' })
      return c.body(null, 200)
    })
    .get('/v2/profile', (c) => {
      const person = world.person(findUserToken(world, c.req.header('authorization'))?.sub ?? '')
      if (!person) return c.json({ message: 'The access token is invalid' }, 401)
      const { userId, displayName, about } = person
      return c.json({ userId, displayName, pictureUrl: avatarUrl(world, userId), statusMessage: about ?? '' })
    })
    .get('/oauth2/v2.1/userinfo', (c) => {
      const person = world.person(findUserToken(world, c.req.header('authorization'))?.sub ?? '')
      if (!person) return c.json(refusal('invalid_token', 'The access token is invalid'), 401)
      return c.json({ sub: person.userId, ...profileClaims(world, person) })
    })
    .get('/friendship/v1/status', (c) => {
      const person = world.person(findUserToken(world, c.req.header('authorization'))?.sub ?? '')
      if (!person) return c.json({ message: 'The access token is invalid' }, 401)
      return c.json({ friendFlag: person.friend === 'friend' })
    })
    .post('/user/v1/deauthorize', async (c) => {
      if (!isChannelToken(world, c.req.header('authorization')))
        return c.json({ message: 'Authentication failed' }, 401)
      const { userAccessToken } = await c.req.json<{ userAccessToken?: string }>()
      const token = findUserToken(world, userAccessToken)
      if (!token) return c.json({ message: 'invalid userAccessToken' }, 400)
      revokeTokensOf(world, token.sub)
      return c.body(null, 204)
    })
}

/** The authorize request, checked; `hidden` goes through the login page unchanged. */
function readAuthorizeRequest(
  world: World,
  query: Record<string, string>,
): { fault: string } | { app: LiffApp; redirectUri: string; hidden: Record<string, string> } {
  const app = findLiffApp(world.options, query.app_id)
  if (!app) return { fault: `app_id ${query.app_id} is not a LIFF app of this sandbox` }
  if (query.response_type !== 'code') return { fault: 'response_type must be code' }
  if (query.code_challenge_method !== 'S256' || !query.code_challenge)
    return { fault: 'code_challenge with S256 is required' }
  const redirectUri = query.redirect_uri || app.endpointUrl
  // LINE refuses any redirect_uri that does not start with the LIFF app's endpoint URL.
  if (!redirectUri.startsWith(app.endpointUrl))
    return { fault: `redirect_uri must start with ${app.endpointUrl}` }
  const { state = '', response_type, code_challenge_method, code_challenge } = query
  const hidden = {
    app_id: app.liffId,
    state,
    response_type,
    code_challenge_method,
    code_challenge,
    redirect_uri: redirectUri,
  }
  return { app, redirectUri, hidden }
}

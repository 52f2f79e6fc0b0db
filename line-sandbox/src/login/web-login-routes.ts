import { Hono } from 'hono'
import { newSecret } from '../ids.ts'
import type { World } from '../world.ts'
import { loginPage } from './authorize-page.ts'
import { profileClaims, signWebIdToken } from './id-token.ts'
import { issueUserToken } from './user-tokens.ts'

interface Asked {
  redirectUri: string
  /** What goes through the login page unchanged. */
  hidden: Record<string, string>
}

/** LINE Login on a site of one's own: authorize here, and the code's trade for tokens; the ID token is signed with the channel secret. */
export function webLoginRoutes(world: World): Hono {
  return new Hono()
    .get('/oauth2/v2.1/authorize', (c) => {
      const asked = readRequest(world, c.req.query())
      if ('fault' in asked) return c.html(`<h1>400 Bad Request</h1><p>${asked.fault}</p>`, 400)
      const site = new URL(asked.redirectUri).host
      const given = { action: '/oauth2/v2.1/authorize', hidden: asked.hidden, forStaff: false }
      return c.html(loginPage(site, world.state.people, given))
    })
    .post('/oauth2/v2.1/authorize', async (c) => {
      const form = (await c.req.parseBody()) as Record<string, string>
      const asked = readRequest(world, form)
      if ('fault' in asked) return c.text(asked.fault, 400)
      const back = new URL(asked.redirectUri)
      if (form.state) back.searchParams.set('state', form.state)
      const person = world.person(form.person ?? '')
      if (!person) {
        back.searchParams.set('error', 'ACCESS_DENIED')
        return c.redirect(back.href)
      }
      const code = newSecret()
      const expiresAt = Date.now() + 10 * 60_000
      world.webCodes.set(code, {
        ...{ sub: person.userId, redirectUri: asked.redirectUri, nonce: form.nonce || undefined, expiresAt },
      })
      back.searchParams.set('code', code)
      return c.redirect(back.href)
    })
}

/** Trades a code of a site's for tokens; a string is why not. */
export async function tradeWebCode(
  world: World,
  form: Record<string, string>,
): Promise<Record<string, unknown> | string> {
  const code = world.webCodes.get(form.code ?? '')
  world.webCodes.delete(form.code ?? '')
  const person = world.person(code?.sub ?? '')
  if (!code || !person || code.expiresAt < Date.now()) return 'invalid authorization code'
  const { loginChannelId, loginChannelSecret } = world.options
  if (form.client_id !== loginChannelId || form.client_secret !== loginChannelSecret)
    return 'invalid client_id or client_secret'
  if (form.redirect_uri !== code.redirectUri) return 'redirect_uri does not match'
  const { accessToken, expiresInS, scope } = issueUserToken(world, {
    sub: person.userId,
    clientId: loginChannelId,
  })
  const claims = { sub: person.userId, aud: loginChannelId, ...profileClaims(world, person) }
  return {
    ...{ access_token: accessToken, expires_in: expiresInS, token_type: 'Bearer', scope },
    refresh_token: newSecret(),
    id_token: await signWebIdToken(world, { ...claims, ...(code.nonce ? { nonce: code.nonce } : {}) }),
  }
}

function readRequest(world: World, query: Record<string, string>): { fault: string } | Asked {
  const { response_type = '', client_id = '', redirect_uri = '', state = '', scope = '', nonce = '' } = query
  if (client_id !== world.options.loginChannelId) return { fault: `client_id ${client_id} is unknown` }
  if (response_type !== 'code') return { fault: 'response_type must be code' }
  if (!state) return { fault: 'state is required' }
  if (!scope.split(' ').includes('openid')) return { fault: 'scope must have openid' }
  if (!URL.canParse(redirect_uri)) return { fault: 'redirect_uri is required' }
  return {
    redirectUri: redirect_uri,
    hidden: { response_type, client_id, redirect_uri, state, scope, nonce },
  }
}

import { Hono } from 'hono'
import { html } from 'hono/html'
import { newSecret } from '../ids.ts'
import { act } from '../webhooks/act.ts'
import type { World } from '../world.ts'
import { plainPage } from './plain-page.ts'

const TEN_MINUTES_MS = 10 * 60_000
/** As LINE takes it: 10 to 255 characters, base64. */
const NONCE = /^[A-Za-z0-9+/=_-]{10,255}$/

/** LINE's link token for a person: ten minutes, once. */
export function issueLinkToken(world: World, userId: string): string {
  const linkToken = newSecret(24)
  world.linkTokens.set(linkToken, { userId, expiresAt: Date.now() + TEN_MINUTES_MS })
  return linkToken
}

/** LINE's page that asks whether to link an account; the phone's person is whom the token was issued for. */
export function linkRoutes(world: World): Hono {
  const find = (linkToken = '', nonce = '') => {
    const token = world.linkTokens.get(linkToken)
    const person = world.person(token?.userId ?? '')
    // As on LINE: no event, the person sees that it did not work.
    return token && person && token.expiresAt > Date.now() && NONCE.test(nonce) ? person : undefined
  }
  const failed = () =>
    plainPage(
      '連携できませんでした',
      html`<p>期限が切れたか、すでに使われています。はじめからやり直してください。</p>`,
    )
  return new Hono()
    .get('/dialog/bot/accountLink', (c) => {
      const { linkToken, nonce } = c.req.query()
      const person = find(linkToken, nonce)
      if (!person) return c.html(failed(), 400)
      const { displayName } = world.state.account
      return c.html(
        plainPage(
          `${displayName}と連携しますか?`,
          html`<p>${person.displayName}さんのLINEアカウントを、${displayName}の会員情報とつなぎます。</p>
            <form method="post" action="/dialog/bot/accountLink">
              <input type="hidden" name="linkToken" value="${linkToken}" />
              <input type="hidden" name="nonce" value="${nonce}" />
              <button>連携する</button>
            </form>`,
        ),
      )
    })
    .post('/dialog/bot/accountLink', async (c) => {
      const { linkToken = '', nonce = '' } = (await c.req.parseBody()) as Record<string, string>
      const person = find(linkToken, nonce)
      if (!person) return c.html(failed(), 400)
      world.linkTokens.delete(linkToken)
      await act(world, person.userId, { type: 'accountLink', nonce })
      return c.html(plainPage('連携しました', html`<p>この画面を閉じて、トークに戻ってください。</p>`))
    })
}

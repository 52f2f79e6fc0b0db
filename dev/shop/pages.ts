import { html, raw } from 'hono/html'
import { readFileSync } from 'node:fs'
import type { Member } from './members.ts'

type Html = ReturnType<typeof html>
const style = readFileSync(new URL('./shop.css', import.meta.url), 'utf8')
export const SHOP_NAME = 'あおぎりオンライン'

const page = (title: string, body: Html, notice?: string) =>
  html`<!doctype html>
    <html lang="ja">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width,initial-scale=1" />
        <meta name="referrer" content="no-referrer" />
        <title>${title} | ${SHOP_NAME}</title>
        <link rel="icon" href="data:," />
        <style>
          ${raw(style)}
        </style>
      </head>
      <body>
        <header><a href="/">${SHOP_NAME}</a><small>見本の会員サイト(架空のお店です)</small></header>
        <main>
          ${notice ? html`<p class="notice" role="alert">${notice}</p>` : ''}
          <h1>${title}</h1>
          ${body}
        </main>
      </body>
    </html>`

/** Where members log in; with what the person came for, which goes along. */
export const loginPage = ({
  linkToken,
  fromLine = false,
  notice,
  samples,
}: {
  linkToken?: string
  /** They logged in with LINE, and the shop does not know yet which member that is. */
  fromLine?: boolean
  notice?: string
  samples: readonly Member[]
}) =>
  page(
    '会員ログイン',
    html`
      ${linkToken ? html`<p>ログインすると、会員番号とLINEがつながります。</p>` : ''}
      ${fromLine ? html`<p>このLINEはまだ会員番号とつながっていません。はじめの1回だけ、会員番号でログインしてください。</p>` : ''}
      <form method="post" action="/login">
        <label>会員番号<input name="number" inputmode="numeric" autocomplete="username" required /></label>
        <label>
          生まれた年(西暦)
          <input name="birthYear" inputmode="numeric" maxlength="4" autocomplete="off" required />
        </label>
        ${linkToken ? html`<input type="hidden" name="linkToken" value="${linkToken}" />` : ''}
        <button>ログイン</button>
      </form>
      ${
        linkToken || fromLine
          ? ''
          : html`<form method="post" action="/line-login"><button class="line">LINEでログイン</button></form>`
      }
      <aside>
        <h2>お試し用の会員</h2>
        <ul>
          ${samples.map(({ number, birthYear }) => html`<li><code>${number}</code> 生まれた年 <code>${birthYear}</code></li>`)}
        </ul>
      </aside>
    `,
    notice,
  )

/** A member's own page. */
export const memberPage = (member: Member, notice?: string) =>
  page(
    'マイページ',
    html`
      <dl>
        <dt>会員番号</dt>
        <dd><code>${member.number}</code></dd>
        <dt>よく行くお店</dt>
        <dd>${member.store}</dd>
        <dt>会員になった年</dt>
        <dd>${member.since}年</dd>
      </dl>
      <form method="post" action="/line-login"><button class="line">LINEとつなぐ</button></form>
      <form method="post" action="/unlink"><button class="quiet">LINEとのつながりを解く</button></form>
      <form method="post" action="/logout"><button class="quiet">ログアウト</button></form>
    `,
    notice,
  )

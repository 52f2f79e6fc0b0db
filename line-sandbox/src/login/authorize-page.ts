import { html, raw } from 'hono/html'
import type { Person } from '../state.ts'

const style = `
:root{color-scheme:light dark;--ground:#f4f6f8;--card:#fff;--ink:#1a1d21;--soft:#6b7480;--line:#e5e9ee;--green:#06c755}
@media(prefers-color-scheme:dark){:root{--ground:#0e1013;--card:#191c20;--ink:#f1f3f5;--soft:#9aa4af;--line:#2b3036}}
*{box-sizing:border-box;margin:0}
body{font:16px/1.6 system-ui,-apple-system,"Hiragino Sans","Noto Sans CJK JP","Noto Sans JP",sans-serif;background:var(--ground);color:var(--ink);min-height:100dvh;display:grid;place-items:center;padding:20px}
main{width:100%;max-width:400px;background:var(--card);border-radius:20px;padding:28px 22px;box-shadow:0 10px 40px #0000001a}
header{text-align:center;margin-bottom:20px}
.mark{display:inline-grid;place-items:center;width:56px;height:56px;border-radius:16px;background:var(--green);color:#fff;font-weight:800;font-size:13px;letter-spacing:.5px}
h1{font-size:19px;margin:14px 0 4px}h2{font-size:12px;color:var(--soft);font-weight:600;margin:18px 4px 8px}
p{color:var(--soft);font-size:13px}
button{font:inherit;color:inherit;width:100%;display:flex;gap:12px;align-items:center;text-align:left;background:none;border:1px solid var(--line);border-radius:14px;padding:9px 12px;margin-bottom:8px;cursor:pointer;transition:border-color .15s,transform .1s}
button:hover{border-color:var(--green)}button:active{transform:scale(.99)}button:focus-visible{outline:3px solid var(--green);outline-offset:2px}
img{width:42px;height:42px;border-radius:50%}b{display:block;font-size:15px;line-height:1.3}small{color:var(--soft);font-size:12px}
.cancel{justify-content:center;border:0;color:var(--soft);font-size:14px;margin:8px 0 0}
`

/** In the sandbox's phone the person is already chosen: the frame's name says who holds the phone. */
const continueAsPhone = `
const held = /^line-sandbox:[^:]+:(U[0-9a-f]{32}):/.exec(window.name)
const button = held && document.querySelector('button[value="' + held[1] + '"]')
if (button) { document.querySelector('main').style.visibility = 'hidden'; button.click() }
`

/** The login page: instead of a password, a choice of who you are. `hidden` holds the authorize request itself. */
export function loginPage(
  name: string,
  people: Person[],
  { action, hidden, forStaff }: { action: string; hidden: Record<string, string>; forStaff: boolean },
) {
  const group = (title: string, kind: Person['kind']) => html`
    <h2>${title}</h2>
    ${people
      .filter((person) => person.kind === kind)
      .map(
        (person) =>
          html`<button name="person" value="${person.userId}">
            <img src="/avatars/${person.userId}.svg" alt="" /><span
              ><b>${person.displayName}</b><small>${person.about ?? ''}</small></span
            >
          </button>`,
      )}
  `
  const shoppers = group('お客さま', 'shopper')
  const staff = group('スタッフ', 'staff')
  return html`<!doctype html>
    <html lang="ja">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width,initial-scale=1" />
        <title>ログイン（LINE サンドボックス）</title>
        <link rel="icon" href="/avatars/account.svg" />
        <style>
          ${raw(style)}
        </style>
      </head>
      <body>
        <main>
          <header>
            <span class="mark" aria-hidden="true">LOGIN</span>
            <h1>「${name}」にログイン</h1>
            <p>これは開発用のサンドボックスです。<br />誰としてログインするか選んでください。</p>
          </header>
          <form method="post" action="${action}">
            ${Object.entries(hidden).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`)}
            ${forStaff ? [staff, shoppers] : [shoppers, staff]}
            <button class="cancel" name="person" value="">キャンセル</button>
          </form>
        </main>
        <script>
          ${raw(continueAsPhone)}
        </script>
      </body>
    </html>`
}

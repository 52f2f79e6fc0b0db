import { html } from 'hono/html'
import type { HtmlEscapedString } from 'hono/utils/html'

/** A page of LINE's that says or asks one thing. */
export const plainPage = (title: string, body: HtmlEscapedString | Promise<HtmlEscapedString>) =>
  html`<!doctype html>
    <html lang="ja">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width,initial-scale=1" />
        <title>${title}（LINE サンドボックス）</title>
        <link rel="icon" href="/avatars/account.svg" />
        <style>
          :root {
            color-scheme: light dark;
            --card: #fff;
            --ink: #1a1d21;
            --ground: #f4f6f8;
          }
          @media (prefers-color-scheme: dark) {
            :root {
              --card: #191c20;
              --ink: #f1f3f5;
              --ground: #0e1013;
            }
          }
          * {
            box-sizing: border-box;
            margin: 0;
          }
          body {
            min-height: 100dvh;
            display: grid;
            place-items: center;
            padding: 20px;
            background: var(--ground);
            color: var(--ink);
            font:
              16px/1.7 system-ui,
              'Noto Sans JP',
              sans-serif;
          }
          main {
            width: 100%;
            max-width: 400px;
            padding: 28px 22px;
            border-radius: 20px;
            background: var(--card);
            display: grid;
            gap: 16px;
            text-align: center;
          }
          h1 {
            font-size: 19px;
          }
          button {
            width: 100%;
            min-height: 52px;
            border: 0;
            border-radius: 14px;
            background: #06c755;
            color: #06250f;
            font: inherit;
            font-weight: 700;
            cursor: pointer;
          }
        </style>
      </head>
      <body>
        <main>
          <h1>${title}</h1>
          ${body}
        </main>
      </body>
    </html>`

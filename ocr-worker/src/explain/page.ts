import { readFileSync } from 'node:fs'
import { html, Markup } from './markup.ts'
import { bilingual, type Name } from './words.ts'

export type Section = { id: string; name: Name; body: Markup | null }

export type Page = {
  file: string
  /** Pictures that several drawings share. */
  definitions?: Markup
  summary?: Markup
  sections: Section[]
}

const STYLES = ['page', 'drawings', 'lines', 'tables'].map(
  (name) => new Markup(readFileSync(new URL(`./${name}.css`, import.meta.url), 'utf8')),
)

/** What the receipt says can not make the page fetch or run anything: the policy allows neither. */
const POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'"

/** A page that needs no network and no scripts, on paper as on a phone, by day and by night. */
export function drawPage({ file, definitions, summary, sections }: Page): string {
  const { text } = html`<!doctype html>
    <html lang="ja">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta http-equiv="Content-Security-Policy" content="${POLICY}" />
        <title>${file} – レシートの読み取り</title>
        <style>
          ${STYLES}
        </style>
      </head>
      <body>
        <a class="skip" href="#main">${bilingual(['本文へ', 'To the content'])}</a>
        ${definitions}
        <header>
          <p class="eyebrow">${bilingual(['レシートの読み取り', 'How a receipt was read'])}</p>
          <h1>${file}</h1>
          ${summary}
        </header>
        <nav aria-label="目次 – contents">
          <ol>
            ${sections.map(({ id, name }) => html`<li><a href="#${id}">${bilingual(name)}</a></li>`)}
          </ol>
        </nav>
        <main id="main">
          ${sections.map(
            ({ id, name, body }) =>
              html`<section class="step" id="${id}" aria-labelledby="${id}-name">
                <h2 id="${id}-name">${bilingual(name)}</h2>
                ${
                  body ??
                  html`<p>
                    ${bilingual(['この段階の結果はありません。', 'The reading did not come to this step.'])}
                  </p>`
                }
              </section>`,
          )}
        </main>
      </body>
    </html> `
  return text
}

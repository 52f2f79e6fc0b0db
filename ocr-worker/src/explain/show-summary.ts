import type { Reading } from '@tamaru/domain'
import { html, type Markup } from './markup.ts'
import { meter } from './show-result.ts'
import { bilingual, KINDS, money, type Name } from './words.ts'

/** The answer before the way to it. */
export function showSummary(reading: Reading): Markup {
  const { merchant, purchasedAt, total, items, currency, proof } = reading
  const facts: [Name, Markup | string | null][] = [
    [['店', 'Shop'], [merchant.name, merchant.branch].filter(Boolean).join(' ') || null],
    [['日時', 'When'], purchasedAt?.replace('T', ' ') ?? null],
    [['合計', 'Total'], money(total, currency)],
    [['品物', 'Items'], String(items.length)],
    [['計算', 'Sums'], `✓ ${proof.holds.length} ✗ ${proof.fails.length}`],
    [['確信', 'Sure'], meter(reading.confidence)],
  ]
  return html`<div class="summary">
    ${showKind(reading.quality)}
    <dl>
      ${facts.map(
        ([name, value]) =>
          html`<div>
            <dt>${bilingual(name)}</dt>
            <dd>${value ?? '–'}</dd>
          </div>`,
      )}
    </dl>
  </div>`
}

/** What kind of picture it is and why, and how sure the whole reading is. */
export function showVerdict({ quality, confidence }: Reading): Markup {
  return html`${showKind(quality)}
    <p>${bilingual(['読み全体の確信', 'confidence of the whole reading'])} ${meter(confidence)}</p>`
}

function showKind({ kind, reason }: Reading['quality']): Markup {
  return html`<p class="kind ${kind === 'receipt' ? 'good' : 'bad'}">
    <b>${bilingual(KINDS[kind])}</b>
    ${reason && html`<span lang="en">${reason}</span>`}
  </p>`
}

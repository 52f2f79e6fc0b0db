import type { Equation, Reading } from '@tamaru/domain'
import { html, type Markup } from './markup.ts'
import { bilingual, figure, nameOfEquation, percent } from './words.ts'

/** The equations between the sums, which hold and which fail, and what arithmetic set right. */
export function showProof({ holds, fails, repairs }: Reading['proof'], certainty?: number): Markup {
  return html`${
      holds.length + fails.length
        ? html`<ul class="equations">
            ${fails.map((e) => equation(e, false))} ${holds.map((e) => equation(e, true))}
          </ul>`
        : html`<p>
            ${bilingual(['成り立つか調べられる式がありません。', 'There is no equation to check.'])}
          </p>`
    }
    ${
      certainty !== undefined &&
      html`<p>
        ${bilingual(['合計の確からしさ', 'chance that the total is right, by the costs of all readings'])}:
        <b>${percent(certainty)}</b>
      </p>`
    }
    <h3>${bilingual(['補正', 'Repairs'])}</h3>
    ${
      repairs.length
        ? html`<ul class="plain">
            ${repairs.map(
              ({ field, from, to, why }) =>
                html`<li>
                  <code>${field}</code> <span class="aside">${from}</span> → <b>${to}</b>
                  <span class="en" lang="en">${why}</span>
                </li>`,
            )}
          </ul>`
        : html`<p>${bilingual(['なし', 'none'])}</p>`
    }`
}

function equation({ name, left, right }: Equation, holds: boolean): Markup {
  return html`<li class="${holds ? 'holds' : 'fails'}">
    <span class="mark">${holds ? '✓' : '✗'}</span>
    <span class="name">${bilingual(nameOfEquation(name))}</span>
    <span class="sides">${figure(left)} ${holds ? '=' : '≠'} ${figure(right)}</span>
    <span class="hidden">${holds ? bilingual(['成立', 'holds']) : bilingual(['不成立', 'fails'])}</span>
  </li>`
}

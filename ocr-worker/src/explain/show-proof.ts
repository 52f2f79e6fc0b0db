import type { Equation, Reading } from '@tamaru/domain'
import type { Proof } from '../read-receipt/prove.ts'
import { html, type Markup } from './markup.ts'
import { bilingual, figure, nameOfEquation, percent } from './words.ts'

/** The equations between the sums, which hold and which fail, and what arithmetic set right. */
export function showProof({ holds, fails, repairs }: Reading['proof'], proof?: Proof): Markup {
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
      proof !== undefined &&
      html`<p>
          ${bilingual(['合計の確からしさ', 'chance that the total is right, by the costs of all readings'])}:
          <b>${percent(proof.certainty)}</b>
        </p>
        ${rivalsOf(proof)}`
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

/** The structures that came closest, each by its total and how much dearer it is: e to that power are the odds against it. */
function rivalsOf({ rivals }: Proof): Markup | null {
  const [first, ...rest] = rivals
  if (!first || !rest.length) return null
  return html`<p>
    ${bilingual(['ほかの組み立て', 'other structures, and what they cost more'])}:
    ${rest.map(({ total, cost }) => html`<b>${figure(total)}</b> <span class="aside">+${(cost - first.cost).toFixed(1)}</span> `)}
  </p>`
}

function equation({ name, left, right }: Equation, holds: boolean): Markup {
  return html`<li class="${holds ? 'holds' : 'fails'}">
    <span class="mark">${holds ? '✓' : '✗'}</span>
    <span class="name">${bilingual(nameOfEquation(name))}</span>
    <span class="sides">${figure(left)} ${holds ? '=' : '≠'} ${figure(right)}</span>
    <span class="hidden">${holds ? bilingual(['成立', 'holds']) : bilingual(['不成立', 'fails'])}</span>
  </li>`
}

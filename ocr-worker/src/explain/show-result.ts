import type { Reading } from '@tamaru/domain'
import { drawSheet } from './draw-sheet.ts'
import { listFields, type ShownField } from './list-fields.ts'
import { html, type Markup } from './markup.ts'
import type { Picture } from './picture.ts'
import { bilingual, percent, WON } from './words.ts'

/** The final fields with their boxes on the sheet. */
export function showResult(reading: Reading, sheet: Picture): Markup {
  let placed = 0
  const fields = listFields(reading).map((f) => ({ ...f, mark: f.field?.box ? String(++placed) : null }))
  const boxes = fields.flatMap(({ name, value, field, mark }) =>
    field?.box && mark
      ? [
          {
            box: field.box,
            kind: field.won,
            mark,
            title: `${name[0]} ${value ?? ''} – ${percent(field.confidence)}`,
            href: `#field-${mark}`,
          },
        ]
      : [],
  )
  return html`<div class="beside">
    <figure class="sheet">
      ${drawSheet(sheet, '読み取った項目の場所 – where the fields stand', boxes)}
      <figcaption>
        <ul class="key">
          ${Object.entries(WON).map(([won, name]) => html`<li class="${won}">${bilingual(name)}</li>`)}
        </ul>
      </figcaption>
    </figure>
    <div class="scroll">
      <table>
        <thead>
          <tr>
            <th scope="col"><span class="hidden">${bilingual(['番号', 'number'])}</span></th>
            <th scope="col">${bilingual(['項目', 'field'])}</th>
            <th scope="col">${bilingual(['値', 'value'])}</th>
            <th scope="col">${bilingual(['確信', 'sure'])}</th>
          </tr>
        </thead>
        <tbody>
          ${fields.map(fieldRow)}
        </tbody>
      </table>
    </div>
  </div>`
}

function fieldRow({ key, name, value, field, mark }: ShownField & { mark: string | null }): Markup {
  return html`<tr ${mark && html`id="field-${mark}"`} data-field="${key}">
    <td>${mark && field && html`<span class="dot ${field.won}">${mark}</span>`}</td>
    <th scope="row">${bilingual(name)}</th>
    <td>${value ?? html`<span class="absent">–</span>`}</td>
    <td>
      ${
        field &&
        html`${meter(field.confidence)} <span class="won ${field.won}">${bilingual(WON[field.won])}</span>`
      }
    </td>
  </tr>`
}

/** How sure, as a number and as a small bar. */
export function meter(share: number): Markup {
  return html`<span class="meter"
    ><span class="bar" aria-hidden="true"><span style="width: ${Math.round(share * 100)}%"></span></span>
    ${percent(share)}</span
  >`
}

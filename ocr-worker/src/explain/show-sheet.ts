import { drawSheet } from './draw-sheet.ts'
import { html, type Markup } from './markup.ts'
import type { Picture } from './picture.ts'
import { boxOfRow, type ShownLine } from './shown-lines.ts'
import { bilingual, PARTS } from './words.ts'

/** The paper seen straight on, and beside it what became of it, with its lines. */
export function showSheets(flat: Picture, level: Markup | undefined): Markup {
  return html`<div class="pair">${showFlat(flat)} ${level}</div>`
}

function showFlat(flat: Picture): Markup {
  return html`<figure class="sheet">
    <svg class="drawing" viewBox="0 0 ${flat.width} ${flat.height}" role="img">
      <title>平らにした紙 – the paper seen straight on</title>
      <image href="${flat.uri}" width="${flat.width}" height="${flat.height}" preserveAspectRatio="none" />
    </svg>
    <figcaption>${flat.width} × ${flat.height} px</figcaption>
  </figure>`
}

/** The sheet as it was read, each row of print in a box that leads to its reading. */
export function showLevel(sheet: Picture, lines: ShownLine[], turned: boolean): Markup {
  const boxes = lines.map(({ number, row, line, part }) => ({
    box: boxOfRow(row, sheet),
    kind: part ?? 'none',
    mark: String(number),
    title: `${number}: ${line?.text ?? '–'}`,
    href: `#line-${number}`,
  }))
  return html`<figure class="sheet">
    ${drawSheet(sheet, 'そろえた紙と行の枠 – the levelled sheet and its lines', boxes)}
    <figcaption>
      ${sheet.width} × ${sheet.height}
      px${turned && html` · ${bilingual(['逆さまを直した', 'was upside down'])}`}
      <ul class="key">
        ${Object.entries(PARTS).map(([part, name]) => html`<li class="${part}">${bilingual(name)}</li>`)}
      </ul>
    </figcaption>
  </figure>`
}

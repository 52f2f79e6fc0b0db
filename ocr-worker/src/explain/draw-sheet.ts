import type { Box } from '@tamaru/domain'
import { html, type Markup } from './markup.ts'
import type { Picture } from './picture.ts'

/** A place on the sheet in fractions of it; `mark` stands beside it, and `kind` is its colour. */
export type MarkedBox = { box: Box; kind: string; mark?: string; title: string; href?: string }

const SHEET = 'sheet-picture'

/** The sheet's bytes, once for the whole page; every drawing of the sheet or of one of its lines refers to them. */
export function defineSheet({ uri, width, height }: Picture): Markup {
  return html`<svg class="definitions" aria-hidden="true">
    <defs>
      <image id="${SHEET}" href="${uri}" width="${width}" height="${height}" preserveAspectRatio="none" />
    </defs>
  </svg>`
}

export const useSheet: Markup = html`<use href="#${SHEET}" />`

/** The sheet as the recogniser saw it, with boxes over it. */
export function drawSheet(sheet: Picture, title: string, boxes: MarkedBox[]): Markup {
  const { width, height } = sheet
  const size = width * 0.032
  return html`<svg class="drawing" viewBox="0 0 ${width} ${height}" role="img">
    <title>${title}</title>
    ${useSheet}
    ${boxes.map(({ box, kind, mark, title, href }) => {
      const { x, y, w, h } = within(box, sheet)
      const drawn = html`<g class="place ${kind}">
        <title>${title}</title>
        <rect x="${x}" y="${y}" width="${w}" height="${h}" rx="${size * 0.18}" />
        ${
          mark &&
          html`<text x="${Math.max(size * 1.25, x - size * 0.25)}" y="${y + h / 2}" font-size="${size}">
            ${mark}
          </text>`
        }
      </g>`
      return href ? html`<a href="${href}">${drawn}</a>` : drawn
    })}
  </svg>`
}

/** In pixels of the sheet, and nowhere beyond its rim. */
export function within({ x, y, w, h }: Box, { width, height }: { width: number; height: number }): Box {
  const clip = (value: number, most: number) => Math.max(0, Math.min(1, value)) * most
  const left = clip(x, width)
  const top = clip(y, height)
  return { x: left, y: top, w: clip(x + w, width) - left, h: clip(y + h, height) - top }
}

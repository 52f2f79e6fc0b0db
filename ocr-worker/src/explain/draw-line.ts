import type { Gray } from '../read-receipt/image/gray.ts'
import type { Glyph } from '../read-receipt/recognise/recognise-strips.ts'
import type { ReadRow, Token } from '../read-receipt/recognise/read-row.ts'
import { useSheet } from './draw-sheet.ts'
import { judgeToken, SIGNS, VERDICTS } from './judge-token.ts'
import { html, type Markup } from './markup.ts'
import { percent } from './words.ts'

/** The part of the sheet's width that holds all print, in its pixels; the same for every line, so that they align. */
export type Frame = { from: number; to: number; lineHeight: number }

export function frameOf(rows: ReadRow[], sheet: Gray, lineHeight: number): Frame {
  const ends = rows.flatMap((r) => [...r.strip.runs, ...r.glyphs, ...r.tokens])
  // A mark or two on an empty sheet are not blown up to the width of the page.
  const from = Math.min(sheet.width * 0.2, ...ends.map((e) => e.from))
  const to = Math.max(sheet.width * 0.8, ...ends.map((e) => e.to))
  // How sure a number is stands before it.
  return { from: from - lineHeight * 1.7, to: to + lineHeight * 0.6, lineHeight }
}

/** One line of the sheet; under each character how it was read, and under each number how the second reader read it. */
export function drawLine(row: ReadRow, number: number, { from, to, lineHeight: unit }: Frame): Markup {
  const width = to - from
  const top = row.top - unit * 0.22
  const cut = row.foot + unit * 0.22 - top
  const size = fontSize(row.glyphs, unit)
  const lanes = lanesOf(row.tokens, unit)
  const tokensTop = cut + unit * 1.7
  const laneHeight = unit * 1.25
  return html`<svg
    class="reading"
    viewBox="${from} 0 ${width} ${tokensTop + lanes.length * laneHeight}"
    role="img"
  >
    <title>${number}: ${textOf(row.glyphs) || '–'}</title>
    <svg class="cut" x="${from}" width="${width}" height="${cut}" viewBox="${from} ${top} ${width} ${cut}">
      ${useSheet}
    </svg>
    <g transform="translate(0 ${cut + unit * 0.2})">${row.glyphs.map((g) => drawGlyph(g, unit, size))}</g>
    ${lanes.map(
      (tokens, lane) =>
        html`<g transform="translate(0 ${tokensTop + lane * laneHeight})">
          ${tokens.map((token) => drawToken(row, token, unit))}
        </g>`,
    )}
  </svg>`
}

function drawGlyph({ text, confidence, from, to, others = [] }: Glyph, unit: number, size: number): Markup {
  const told = [{ text, confidence }, ...others].map((o) => `${visible(o.text)} ${percent(o.confidence)}`)
  const foot = unit * 1.3
  return html`<g class="glyph ${levelOf(confidence)}">
    <title>${told.join('\n')}</title>
    <rect x="${from}" width="${to - from}" height="${foot}" />
    <path d="M${from} ${foot}H${to}" />
    <text x="${(from + to) / 2}" y="${foot / 2}" font-size="${size}">${visible(text)}</text>
  </g>`
}

/** A blank that was taken for a character can be seen. */
export const visible = (text: string): string => (text.trim() === '' ? '␣' : text)

/** How sure a character is, in five steps: each has a colour, and the unsure ones are underlined too. */
export function levelOf(confidence: number): string {
  const step = [0.97, 0.9, 0.75, 0.5].findIndex((least) => confidence >= least)
  return `sure-${step < 0 ? 0 : 4 - step}`
}

function drawToken(row: ReadRow, token: Token, unit: number): Markup {
  const { from, to, glyphs, confidence } = token
  const verdict = judgeToken(row, token)
  const size = fontSize(glyphs, unit * 0.92)
  const tick = unit * 0.14
  const middle = unit * 0.66
  return html`<g class="token ${verdict}">
    <title>${`${textOf(glyphs)} ${percent(confidence)}\n${VERDICTS[verdict].join(' ')}`}</title>
    <path d="M${from} ${tick}V0H${to}V${tick}" />
    <text class="sign" x="${from - unit * 0.18}" y="${middle}" font-size="${unit * 0.62}">
      ${Math.round(confidence * 100)} ${SIGNS[verdict]}
    </text>
    ${glyphs.map((g) => html`<text x="${(g.from + g.to) / 2}" y="${middle}" font-size="${size}">${g.text}</text>`)}
  </g>`
}

/** As tall as the print, unless characters would run into one another. */
function fontSize(glyphs: Glyph[], unit: number): number {
  const em = (g: Glyph) => (/[\x20-\x7e¥・｡-ﾟ]/.test(g.text) ? 0.56 : 1)
  const fits = glyphs.slice(1).map((g, i) => {
    const before = glyphs[i]!
    return (g.from + g.to - before.from - before.to) / (em(g) + em(before))
  })
  fits.sort((a, b) => a - b)
  const tight = fits[Math.floor(fits.length * 0.15)] ?? unit
  return Math.max(unit * 0.62, Math.min(unit * 1.08, tight))
}

/** Readings of the same place one below the other. */
function lanesOf(tokens: Token[], unit: number): Token[][] {
  const lanes: Token[][] = []
  for (const token of tokens.toSorted((a, b) => a.from - b.from)) {
    // The sign stands before the number.
    const free = lanes.find((lane) => lane.at(-1)!.to + unit * 2 < token.from)
    if (free) free.push(token)
    else lanes.push([token])
  }
  return lanes
}

const textOf = (glyphs: Glyph[]) => glyphs.map((g) => g.text).join('')

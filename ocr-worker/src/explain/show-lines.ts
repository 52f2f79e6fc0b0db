import { JUNK } from '../read-receipt/recognise/number-token.ts'
import type { ReadSheet } from '../read-receipt/recognise/read-sheet.ts'
import type { Glyph } from '../read-receipt/recognise/recognise-strips.ts'
import { drawLine, frameOf, levelOf, visible, type Frame } from './draw-line.ts'
import { SIGNS, VERDICTS, type Verdict } from './judge-token.ts'
import { html, type Markup } from './markup.ts'
import type { ShownLine } from './shown-lines.ts'
import { alternatives, bilingual, figure, PARTS, percent } from './words.ts'

/** Less sure than this, a character's alternatives are told even where nobody can point at it. */
const DOUBTFUL = 0.9

/** Every line: its picture, what each reader made of it, and what it came to. */
export function showLines(read: ReadSheet, lines: ShownLine[]): Markup {
  const frame = frameOf(read.rows, read.sheet, read.found.lineHeight)
  return html`${legend()}
  ${groupsOf(lines).map(
    (group) =>
      html`<div class="group ${group[0]!.part ?? 'none'}">
        ${group[0]!.part && html`<h3>${bilingual(PARTS[group[0]!.part])}</h3>`}
        <ol class="lines" start="${group[0]!.number}">
          ${group.map((line) => showLine(line, frame))}
        </ol>
      </div>`,
  )}`
}

/** Neighbours of the same part; a row without text stays with those above it. */
function groupsOf(lines: ShownLine[]): ShownLine[][] {
  const groups: ShownLine[][] = []
  for (const line of lines) {
    const last = groups.at(-1)
    if (last && (line.part === null || line.part === last[0]!.part)) last.push(line)
    else groups.push([line])
  }
  return groups
}

function showLine({ number, row, line, part }: ShownLine, frame: Frame): Markup {
  const amount = part === 'head' ? null : line?.amount
  return html`<li id="line-${number}" class="line">
    <span class="ordinal">${number}</span>
    ${drawLine(row, number, frame)}
    <div class="outcome">
      <p>
        <b>${line ? line.text : bilingual(['文字なし', 'nothing was read'])}</b>
        <span class="aside">${percent(row.confidence)}</span>
      </p>
      <dl class="notes">
        ${
          amount &&
          html`<div>
            <dt>${bilingual(['金額', 'amount'])}</dt>
            <dd>
              <b>${figure(amount.value)}</b>
              ${line?.agreed && html`<b class="verdict agreed">=</b>`}
              ${alternatives(amount.ways.slice(1).map((way) => way.value))}
            </dd>
          </div>`
        }
        ${doubts(row.glyphs)} ${otherShapes(row.others, row.glyphs)}
      </dl>
    </div>
  </li>`
}

function doubts(glyphs: Glyph[]): Markup | null {
  const doubtful = glyphs.filter((g) => g.confidence < DOUBTFUL)
  if (!doubtful.length) return null
  return html`<div>
    <dt>${bilingual(['迷い', 'doubts'])}</dt>
    <dd>${doubtful.map(doubt)}</dd>
  </div>`
}

function doubt({ text, confidence, others = [] }: Glyph): Markup {
  return html`<span class="doubt">
    <b class="${levelOf(confidence)}">${visible(text)}</b> ${percent(confidence)}
    ${others.map((o) => html`<b>${visible(o.text)}</b> ${percent(o.confidence)} `)}
  </span>`
}

/** What the row says in other proportions, where that is something else. */
function otherShapes(others: Glyph[][], glyphs: Glyph[]): Markup | null {
  const textOf = (of: Glyph[]) => of.map((g) => g.text).join('')
  const texts = others.map(textOf).filter((text) => text !== '' && text !== textOf(glyphs))
  if (!texts.length) return null
  return html`<div>
    <dt>${bilingual(['別の比率', 'other shape'])}</dt>
    <dd>${texts.join(' · ')}</dd>
  </div>`
}

function legend(): Markup {
  const steps = ['– 50%', '50 –', '75 –', '90 –', '97 –']
  return html`<div class="legend">
    <p>
      ${bilingual([
        '上から順に、画像、行を読むモデルの文字、数だけを読むモデルの数。文字を指すと別の読みが出ます。',
        'From the top: the picture, what the line reader saw, what the numbers reader saw. Point at a character for its alternatives.',
      ])}
    </p>
    <ul class="key">
      ${steps.map((step, i) => html`<li><b class="sure-${i}">字</b> ${step}</li>`)}
    </ul>
    <ul class="key">
      ${Object.entries(VERDICTS).map(
        ([verdict, name]) =>
          html`<li><b class="verdict ${verdict}">${SIGNS[verdict as Verdict]}</b> ${bilingual(name)}</li>`,
      )}
      <li><b>${JUNK}</b> ${bilingual(['数ではない字', 'a letter, no number'])}</li>
    </ul>
  </div>`
}

import type { Observe, StepResults } from '../read-receipt/observed-step.ts'
import { html, type Markup } from './markup.ts'
import { drawPage, type Section } from './page.ts'
import { pictureOfPhoto, pictureOfSheet, type Picture } from './picture.ts'
import { defineSheet } from './draw-sheet.ts'
import { showLines } from './show-lines.ts'
import { showPaper } from './show-paper.ts'
import { showNoParts, showParts } from './show-parts.ts'
import { showProof } from './show-proof.ts'
import { showResult } from './show-result.ts'
import { showLevel, showSheets } from './show-sheet.ts'
import { showSummary, showVerdict } from './show-summary.ts'
import { showTimes } from './show-times.ts'
import { shownLines } from './shown-lines.ts'

/** What was seen of one reading; of one that broke off, its first steps. */
export type Seen = Partial<StepResults>

/** Pass `observe` to `readReceipt`; afterwards `seen` holds what every step came to. */
export function watchReading(): { seen: Seen; observe: Observe } {
  const seen: Seen = {}
  return { seen, observe: ({ step, result }) => void Object.assign(seen, { [step]: result }) }
}

/** One HTML page, complete in itself, that shows how a photo was read, step by step. `problem` is why it broke off. */
export async function explainReading(
  file: string,
  photo: Uint8Array,
  seen: Seen,
  problem?: string,
): Promise<string> {
  const read = seen.recognise
  const pictures = {
    photo: seen['load-photo'] && (await pictureOfPhoto(photo)),
    flat: seen.flatten && (await pictureOfSheet(seen.flatten, 800)),
    sheet: read && (await pictureOfSheet(read.sheet, 1200)),
  }
  return drawPage({
    file,
    definitions: pictures.sheet && defineSheet(pictures.sheet),
    summary: problem
      ? html`<p class="kind bad"><b>${problem}</b></p>`
      : seen.reading && showSummary(seen.reading),
    sections: listSections(seen, pictures),
  })
}

type Pictures = { photo?: Picture; flat?: Picture; sheet?: Picture }

/** The steps in their order; one that the reading did not come to has no body. */
function listSections(seen: Seen, { photo, flat, sheet }: Pictures): Section[] {
  const { recognise: read, lines, understand, reading } = seen
  const papers = seen['find-paper']
  const shown = read && lines && shownLines(read, lines, understand?.roles)
  const turned = read !== undefined && read.sheet !== seen.prepare
  const level = sheet && shown && showLevel(sheet, shown, turned)
  const section = (id: string, ja: string, en: string, body: Markup | undefined | false): Section => ({
    id,
    name: [ja, en],
    body: body || null,
  })
  return [
    section('photo', '写真と紙', 'Photo and paper', photo && papers && showPaper(photo, papers)),
    section('sheet', '平らにする', 'Flatten', flat && showSheets(flat, level)),
    section('lines', '行の読み', 'Lines', read && shown && showLines(read, shown)),
    section(
      'parts',
      '役割',
      'Roles',
      shown && (understand ? showParts(understand, shown) : reading && showNoParts()),
    ),
    section('proof', '計算', 'Proof', reading && showProof(reading.proof, understand?.proof)),
    section('result', '結果', 'Result', reading && sheet && showResult(reading, sheet)),
    section('verdict', '判定', 'Verdict', reading && showVerdict(reading)),
    section('times', '時間', 'Time', reading && showTimes(reading.engine)),
  ]
}

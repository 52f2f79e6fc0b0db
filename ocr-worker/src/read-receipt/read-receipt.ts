import type { Reading } from '@tamaru/domain'
import { readGoods } from './fields/items.ts'
import { sortLines } from './fields/sort-lines.ts'
import { readSums } from './fields/sums.ts'
import { dense } from './fields/words.ts'
import { eraseNonPrint } from './erase-non-print.ts'
import { findPaper } from './find-paper.ts'
import { findRows } from './find-rows.ts'
import { flatten } from './flatten.ts'
import { turnGray, type Gray } from './image/gray.ts'
import { toLines } from './lines.ts'
import { loadPhoto } from './load-photo.ts'
import { prove } from './prove.ts'
import { toReading } from './reading.ts'
import { engineVersion, type Engine, type Language } from './recognise/open-engine.ts'
import { recogniseNarrowWords, recogniseNumbers, recogniseRows, type ReadRow } from './recognise/recognise.ts'
import { startWatch } from './start-watch.ts'
import { liesSideways, straighten } from './straighten.ts'

export type ReadOptions = {
  /** The receipt's language where it is known; otherwise the print decides. */
  lang?: Language
  /** Time for one photo. Second readings are given up first; then what there is, is answered. */
  budgetMs?: number
}

/**
 * One photo of a receipt as data.
 * @throws UnreadableImage if the bytes are no still picture. A picture that shows no receipt is a Reading that says so.
 */
export async function readReceipt(
  photo: Uint8Array,
  engine: Engine,
  options: ReadOptions = {},
): Promise<Reading> {
  const watch = startWatch(options.budgetMs ?? 60_000)
  const lang = options.lang ?? 'jpn'

  const loaded = await watch.time('load-photo', () => loadPhoto(photo))
  const { papers } = await watch.time('find-paper', () => findPaper(loaded))
  const flat = await watch.time('flatten', () => flatten(loaded.gray, papers[0]?.quad ?? null))
  const level = await watch.time('prepare', () => prepare(flat, papers[0]?.edges ?? false))
  const read = await watch.time('recognise', () => recognise(level, engine, lang, watch.leftMs))
  const lines = toLines(read.rows, read)
  const parts = sortLines(lines)
  const goods = readGoods(parts.goods)
  const sums = readSums(parts.sums)
  const proof = prove(goods, sums)
  return toReading(
    { lines, parts, sums, proof, papers: papers.length, currency: 'JPY', dayFirst: lang === 'eng' },
    { ...engineVersion, ms: watch.ms },
  )
}

function prepare(flat: Gray, edged: boolean): Gray {
  const clean = eraseNonPrint(flat)
  const upright = liesSideways(clean) ? turnGray(clean, 1) : clean
  return straighten(upright, edged ? 0.05 : 0.3)
}

const TILL_WORDS = {
  jpn: /[計円税店年釣預]|電話|TEL|領収|レジ|登録/g,
  eng: /total|cash|tax|gst|change|tel|invoice|receipt|date/gi,
}

type Read = { rows: ReadRow[]; width: number; height: number; lineHeight: number }

/** Both ways up if the first shows none of the words that every till prints. */
async function recognise(sheet: Gray, engine: Engine, lang: Language, leftMs: () => number): Promise<Read> {
  const clock = { leftMs }
  const upright = await readUp(sheet)
  const turned = upright.words < 3 ? await readUp(turnGray(sheet, 2)) : upright
  const best = turned.words > upright.words ? turned : upright
  let rows = best.rows
  if (leftMs() > 5_000) rows = await recogniseNumbers(engine, best.sheet, best.found, rows, clock)
  if (lang === 'jpn' && leftMs() > 5_000)
    rows = await recogniseNarrowWords(engine, best.sheet, best.found, rows, clock)
  return { rows, width: best.sheet.width, height: best.sheet.height, lineHeight: best.found.lineHeight }

  async function readUp(image: Gray) {
    const found = findRows(image)
    const rows = await recogniseRows(engine, image, found, lang, clock)
    const text = rows.map((r) => dense(r.glyphs.map((g) => g.text).join(''))).join('\n')
    return { sheet: image, found, rows, words: text.match(TILL_WORDS[lang])?.length ?? 0 }
  }
}

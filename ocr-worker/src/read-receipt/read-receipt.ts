import type { Reading } from '@tamaru/domain'
import { readGoods } from './fields/items.ts'
import { sortLines } from './fields/sort-lines.ts'
import { readSums } from './fields/sums.ts'
import { dense } from './fields/words.ts'
import { toEnglishReading } from './english-reading.ts'
import { eraseNonPrint } from './erase-non-print.ts'
import { findPaper } from './find-paper.ts'
import { findRows } from './find-rows.ts'
import { flatten } from './flatten.ts'
import { turnGray, type Gray } from './image/gray.ts'
import { toLines } from './lines.ts'
import { loadPhoto } from './load-photo.ts'
import { prove } from './prove.ts'
import { toReading } from './reading.ts'
import { engineVersion, RecognitionTimeout, type Engine, type Language } from './recognise/open-engine.ts'
import { recogniseNarrowWords } from './recognise/recognise-narrow-words.ts'
import { recogniseTokens } from './recognise/recognise-tokens.ts'
import { recogniseNumbers, recogniseRows, type ReadRow } from './recognise/recognise.ts'
import { startWatch } from './start-watch.ts'
import { liesSideways, straighten } from './straighten.ts'

const DEFAULT_BUDGET_MS = 60_000
/** Less than this is left: no second reading is begun. */
const LEAST_FOR_MORE_MS = 4_000

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
  const watch = startWatch(options.budgetMs ?? DEFAULT_BUDGET_MS)

  const loaded = await watch.time('load-photo', () => loadPhoto(photo))
  const { papers } = await watch.time('find-paper', () => findPaper(loaded))
  const flat = await watch.time('flatten', () => flatten(loaded.gray, papers[0]?.quad ?? null))
  const level = await watch.time('prepare', () => prepare(flat, papers[0]?.edges ?? false))
  const readAs = (lang: Language) =>
    watch.time('recognise', () => recognise(level, engine, lang, watch.leftMs))
  let read = await readAs(options.lang ?? 'jpn')
  const lang = options.lang ?? (isEnglish(read.rows) ? 'eng' : 'jpn')
  if (!options.lang && lang === 'eng' && watch.leftMs() > LEAST_FOR_MORE_MS) read = await readAs(lang)
  const lines = toLines(read.rows, read)
  const made = { ...engineVersion, ms: watch.ms }
  if (lang === 'eng') return toEnglishReading(lines, papers.length, made)

  const parts = sortLines(lines)
  const goods = readGoods(parts.goods)
  const sums = readSums(parts.sums)
  const proof = prove(goods, sums)
  return toReading({ lines, parts, sums, proof, papers: papers.length }, made)
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

/** Hardly a Japanese letter among many that are sure. */
function isEnglish(rows: ReadRow[]): boolean {
  const letters = rows.flatMap((r) => r.glyphs).filter((g) => /\p{L}/u.test(g.text) && g.confidence > 0.8)
  const latin = letters.filter((g) => /[A-Za-z]/.test(g.text)).length
  return letters.length > 60 && latin > letters.length * 0.75
}

type Read = { rows: ReadRow[]; width: number; height: number; lineHeight: number }

/** Both ways up if the first shows none of the words that every till prints. */
async function recognise(sheet: Gray, engine: Engine, lang: Language, leftMs: () => number): Promise<Read> {
  const clock = { leftMs }
  const upright = await readUp(sheet)
  const turned =
    upright.words < 3 && leftMs() > LEAST_FOR_MORE_MS ? await readUp(turnGray(sheet, 2)) : upright
  const best = turned.likely > upright.likely ? turned : upright
  const { found } = best
  let rows = best.rows
  if (lang === 'jpn') rows = await again(rows, () => recogniseTokens(engine, best.sheet, found, rows, clock))
  rows = await again(rows, () => recogniseNumbers(engine, best.sheet, found, rows, clock))
  if (lang === 'jpn')
    rows = await again(rows, () => recogniseNarrowWords(engine, best.sheet, found, rows, clock))
  return { rows, width: best.sheet.width, height: best.sheet.height, lineHeight: found.lineHeight }

  /** A second reading, if there is time for it; what it does not finish is done without. */
  async function again(known: ReadRow[], read: () => Promise<ReadRow[]>): Promise<ReadRow[]> {
    if (leftMs() < LEAST_FOR_MORE_MS) return known
    try {
      return await read()
    } catch (error) {
      if (error instanceof RecognitionTimeout) return known
      throw error
    }
  }

  async function readUp(image: Gray) {
    const found = findRows(image)
    const rows = await recogniseRows(engine, image, found, lang, clock).catch(noneInTime)
    const text = rows.map((r) => dense(r.glyphs.map((g) => g.text).join(''))).join('\n')
    const words = text.match(TILL_WORDS[lang])?.length ?? 0
    const confidence = rows.reduce((sum, r) => sum + r.confidence, 0) / (rows.length || 1)
    // Print that stands on its head yields a till word now and then, but never reads as surely.
    return { sheet: image, found, rows, words, likely: words + 40 * confidence }
  }
}

/** A first reading that takes the whole budget leaves nothing to read: an answer all the same. */
function noneInTime(error: unknown): ReadRow[] {
  if (error instanceof RecognitionTimeout) return []
  throw error
}

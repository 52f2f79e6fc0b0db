import type { Reading } from '@tamaru/domain'
import { readGoods } from './fields/items.ts'
import { sortLines } from './fields/sort-lines.ts'
import { readSums } from './fields/sums.ts'
import { toEnglishReading } from './english-reading.ts'
import { cropToPrint } from './crop-to-print.ts'
import { eraseNonPrint } from './erase-non-print.ts'
import { findPaper } from './find-paper.ts'
import { liesSideways } from './find-tilt.ts'
import { flatten } from './flatten.ts'
import { turnGray, type Gray } from './image/gray.ts'
import { toLines } from './lines.ts'
import { markPhoto } from './mark-photo.ts'
import { isBlurred } from './is-blurred.ts'
import { loadPhoto } from './load-photo.ts'
import type { Observe } from './observed-step.ts'
import { prove } from './prove.ts'
import { toReading } from './reading.ts'
import { engineVersion, type Engine } from './recognise/open-engine.ts'
import type { Language } from './recognise/open-line-reader.ts'
import { readSheet } from './recognise/read-sheet.ts'
import { startWatch } from './start-watch.ts'
import { straighten } from './straighten.ts'

const DEFAULT_BUDGET_MS = 60_000

export type ReadOptions = {
  /** The receipt's language where it is known; otherwise the print decides. */
  lang?: Language
  /** Time for one photo. Second readings are given up first; then what there is, is answered. */
  budgetMs?: number
  /** Shown what each step came to, right where it ends. */
  observe?: Observe
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
  const watch = startWatch(options.budgetMs ?? DEFAULT_BUDGET_MS, options.observe)

  const loaded = await watch.time('load-photo', () => loadPhoto(photo))
  const { papers } = await watch.time('find-paper', () => findPaper(loaded))
  const flat = await watch.time('flatten', () =>
    flatten(loaded.gray, papers[0]?.quad ?? null, papers[0]?.bends),
  )
  const level = await watch.time('prepare', () => prepare(flat, papers[0]?.edges ?? false))
  const read = await watch.time('recognise', () => readSheet(level, engine, options.lang, watch.leftMs))
  const marks = await watch.time('mark', () => markPhoto(photo, loaded))
  const { width, height } = read.sheet
  const { language } = read
  const lines = watch.show(
    'lines',
    toLines(read.rows, { width, height, lineHeight: read.found.lineHeight, language }),
  )
  const made = { ...engineVersion, ms: watch.ms }
  if (language === 'eng')
    return watch.show('reading', { ...toEnglishReading(lines, papers.length, made), marks })

  const parts = watch.show('parts', sortLines(lines))
  const goods = watch.show('goods', readGoods(parts.goods))
  const sums = watch.show('sums', readSums(parts.sums))
  const proof = watch.show('prove', prove(goods, sums))
  const sight = {
    papers: papers.length,
    edges: papers.some((p) => p.edges),
    blurred: isBlurred(loaded.gray),
  }
  return watch.show('reading', { ...toReading({ lines, parts, sums, proof, sight }, made), marks })
}

function prepare(flat: Gray, edged: boolean): Gray {
  const clean = eraseNonPrint(flat)
  const upright = liesSideways(clean) ? turnGray(clean, 1) : clean
  return straighten(cropToPrint(upright), edged ? 0.05 : 0.3)
}

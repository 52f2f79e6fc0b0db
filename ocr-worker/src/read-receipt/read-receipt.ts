import type { Reading } from '@tamaru/domain'
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
import { drawFile } from './draw/draw-file.ts'
import type { Drawn } from './draw/drawn.ts'
import { loadPhoto, type Photo } from './load-photo.ts'
import type { Observe } from './observed-step.ts'
import { readLines } from './read-lines.ts'
import { engineVersion, type ReadingEngine } from './open-reading-engine.ts'
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
  /** Handed the JPEG that was drawn of a HEIC photo or a PDF, before it is read. */
  onDrawn?: (jpeg: Uint8Array) => void
}

/**
 * One photo of a receipt as data, or a PDF.
 * @throws UnreadableImage if the bytes are no still picture that can be drawn. A picture that shows no receipt is a Reading that says so.
 */
export async function readReceipt(
  photo: Uint8Array,
  engine: ReadingEngine,
  options: ReadOptions = {},
): Promise<Reading> {
  const watch = startWatch(options.budgetMs ?? DEFAULT_BUDGET_MS, options.observe)

  const drawn = await drawFile(photo)
  if (drawn) options.onDrawn?.(drawn.jpeg)
  const loaded = await watch.time('load-photo', () => loadDrawn(drawn, photo))
  const { papers } = await watch.time('find-paper', () => findPaper(loaded))
  const flat = await watch.time('flatten', () =>
    flatten(loaded.gray, papers[0]?.quad ?? null, papers[0]?.bends),
  )
  const edged = papers[0]?.edges ?? false
  const clean = eraseNonPrint(flat)
  const lies = liesSideways(clean)
  const level = await watch.time('prepare', () => prepare(lies ? turnGray(clean, 1) : clean, edged))
  // What looks like a fold on the one side is print on the other: nothing is erased that was not looked at upright.
  const sideways = () => prepare(lies ? clean : eraseNonPrint(turnGray(flat, 1)), edged)
  const read = await watch.time('recognise', () =>
    readSheet(level, sideways, engine, options.lang, watch.leftMs),
  )
  const marks = await watch.time('mark', () => markPhoto(drawn ? undefined : photo, loaded))
  const { width, height } = read.sheet
  const { language } = read
  const lines = watch.show(
    'lines',
    toLines(read.rows, { width, height, lineHeight: read.found.lineHeight, language }),
  )
  const made = { ...engineVersion, ms: watch.ms }
  if (language === 'eng')
    return watch.show('reading', { ...toEnglishReading(lines, papers.length, made), marks })

  const sight = {
    papers: papers.length,
    edges: papers.some((p) => p.edges),
    blurred: isBlurred(loaded.gray),
  }
  const told = await watch.time('understand', () => readLines(lines, sight, engine.roles))
  return watch.show('reading', { ...told.reading, engine: made, marks })
}

/** Drawn pages below each other are as long as they are, or their print would become too small. */
function loadDrawn(drawn: Drawn | undefined, photo: Uint8Array): Promise<Photo> {
  return drawn ? loadPhoto(drawn.jpeg, Math.max(drawn.width, drawn.height)) : loadPhoto(photo)
}

function prepare(upright: Gray, edged: boolean): Gray {
  return straighten(cropToPrint(upright), edged ? 0.05 : 0.3)
}

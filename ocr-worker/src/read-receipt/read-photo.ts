import type { Marks } from '@tamaru/domain'
import { cropToPrint } from './crop-to-print.ts'
import { drawFile } from './draw/draw-file.ts'
import type { Drawn } from './draw/drawn.ts'
import { eraseNonPrint } from './erase-non-print.ts'
import { findPaper } from './find-paper.ts'
import { liesSideways } from './find-tilt.ts'
import { flatten } from './flatten.ts'
import { turnGray, type Gray } from './image/gray.ts'
import { isBlurred } from './is-blurred.ts'
import { toLines, type Line } from './lines.ts'
import { loadPhoto, type Photo } from './load-photo.ts'
import { markPhoto } from './mark-photo.ts'
import type { ReadingEngine } from './open-reading-engine.ts'
import type { Sight } from './parsed.ts'
import type { Language } from './recognise/open-line-reader.ts'
import { readSheet } from './recognise/read-sheet.ts'
import type { Watch } from './start-watch.ts'
import { straighten } from './straighten.ts'

/** One photo as lines of print, before anybody asks what they are for. */
export type ReadPhoto = {
  lines: Line[]
  language: Language
  sight: Sight
  marks: Marks
  /** Height of the flattened sheet for one of its width. */
  tallness: number
}

type Asked = {
  lang: Language | undefined
  leftMs: () => number
  onDrawn: ((jpeg: Uint8Array) => void) | undefined
}

/** @throws UnreadableImage if the bytes are no still picture that can be drawn. */
export async function readPhoto(
  photo: Uint8Array,
  engine: ReadingEngine,
  watch: Watch,
  { lang, leftMs, onDrawn }: Asked,
): Promise<ReadPhoto> {
  const drawn = await drawFile(photo)
  if (drawn) onDrawn?.(drawn.jpeg)
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
  const read = await watch.time('recognise', () => readSheet(level, sideways, engine, lang, leftMs))
  const marks = await watch.time('mark', () => markPhoto(drawn ? undefined : photo, loaded))
  const { width, height } = read.sheet
  const { language } = read
  const lines = watch.show(
    'lines',
    toLines(read.rows, { width, height, lineHeight: read.found.lineHeight, language }),
  )
  const sight = {
    papers: papers.length,
    edges: papers.some((p) => p.edges),
    blurred: isBlurred(loaded.gray),
  }
  return { lines, language, sight, marks, tallness: height / width }
}

/** Drawn pages below each other are as long as they are, or their print would become too small. */
function loadDrawn(drawn: Drawn | undefined, photo: Uint8Array): Promise<Photo> {
  return drawn ? loadPhoto(drawn.jpeg, Math.max(drawn.width, drawn.height)) : loadPhoto(photo)
}

function prepare(upright: Gray, edged: boolean): Gray {
  return straighten(cropToPrint(upright), edged ? 0.05 : 0.3)
}

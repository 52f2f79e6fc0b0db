import type { Reading } from '@tamaru/domain'
import { toEnglishReading } from './english-reading.ts'
import type { Observe } from './observed-step.ts'
import { engineVersion, type ReadingEngine } from './open-reading-engine.ts'
import { joinPhotos } from './parts/join-photos.ts'
import { readLines } from './read-lines.ts'
import { readPhoto, type ReadPhoto } from './read-photo.ts'
import type { Language } from './recognise/open-line-reader.ts'
import { startWatch } from './start-watch.ts'
import { UnreadableImage } from './unreadable-image.ts'

const DEFAULT_BUDGET_MS = 60_000

export type ReadOptions = {
  /** The receipt's language where it is known; otherwise the print decides. */
  lang?: Language
  /** Time for one receipt. Second readings are given up first; then what there is, is answered. */
  budgetMs?: number
  /** Shown what each step came to, right where it ends. */
  observe?: Observe
  /** Handed the JPEG that was drawn of a HEIC photo or a PDF, before it is read, and which photo it is, from 0. */
  onDrawn?: (jpeg: Uint8Array, photo: number) => void
}

/** One photo of a receipt, or the photos that show it part by part. */
export type Photos = Uint8Array | readonly Uint8Array[]

/**
 * A receipt as data, from a photo or a PDF, or from photos of its parts. These are read one after another: only lines of
 * print are kept of each, so three take no more memory than one.
 * @throws UnreadableImage if the bytes are no still picture that can be drawn. A picture that shows no receipt is a Reading that says so.
 */
export async function readReceipt(
  photos: Photos,
  engine: ReadingEngine,
  options: ReadOptions = {},
): Promise<Reading> {
  const watch = startWatch(options.budgetMs ?? DEFAULT_BUDGET_MS, options.observe)
  const all = photos instanceof Uint8Array ? [photos] : photos
  const read: ReadPhoto[] = []
  for (const [at, photo] of all.entries()) read.push(await readOne(photo, at, options.lang))
  const languages = new Set(read.map((one) => one.language))
  // A part that is hardly more than figures may pass for English: the receipt's other parts know better.
  if (languages.size > 1)
    for (const [at, { language }] of read.entries())
      if (language !== 'jpn') read[at] = await readOne(all[at]!, at, 'jpn')

  const made = { ...engineVersion, ms: watch.ms }
  const [first, ...others] = read.map((one) => one.marks)
  const marks = others.length ? { ...first!, others } : first!
  const [photo, ...more] = read as [ReadPhoto, ...ReadPhoto[]]
  const reading = more.length
    ? await watch.time('join', () => joinPhotos(read, engine.roles))
    : photo.language === 'eng'
      ? toEnglishReading(photo.lines, photo.sight.papers)
      : (await watch.time('understand', () => readLines(photo.lines, photo.sight, engine.roles))).reading
  return watch.show('reading', { ...reading, engine: made, marks })

  async function readOne(photo: Uint8Array, at: number, lang: Language | undefined): Promise<ReadPhoto> {
    const leftMs = watch.shareMs(Math.max(1, all.length - at))
    const onDrawn = options.onDrawn && ((jpeg: Uint8Array) => options.onDrawn?.(jpeg, at))
    try {
      return await readPhoto(photo, engine, watch, { lang, leftMs, onDrawn })
    } catch (error) {
      if (error instanceof UnreadableImage) throw new UnreadableImage(error.kind, error.message, at)
      throw error
    }
  }
}

import { dense } from '../fields/words.ts'
import { findRows } from '../find-rows.ts'
import type { Rows } from '../row.ts'
import { turnGray, type Gray } from '../image/gray.ts'
import { lookAgain } from './look-again.ts'
import type { Engine } from './open-engine.ts'
import type { Language } from './open-line-reader.ts'
import { RecognitionTimeout } from './open-number-reader.ts'
import { recogniseTokens } from './recognise-tokens.ts'
import { recogniseNumbers, recogniseRows } from './recognise.ts'
import type { ReadRow } from './read-row.ts'

/** Less than this is left: no second reading is begun. */
const LEAST_FOR_MORE_MS = 4_000

/** The sheet the right way up, and what stands on it. */
export type ReadSheet = { sheet: Gray; found: Rows; rows: ReadRow[]; language: Language }

/**
 * Both ways up if the first shows none of the words that every till prints, and then lying on its side: paper may be wider
 * than tall. The print tells its language.
 * @param sideways the sheet levelled as one whose lines run along its longer side
 */
export async function readSheet(
  sheet: Gray,
  sideways: () => Gray,
  engine: Engine,
  known: Language | undefined,
  leftMs: () => number,
): Promise<ReadSheet> {
  const first = known ?? 'jpn'
  let best = await readUp(sheet, first)
  for (const turn of [() => turnGray(sheet, 2), sideways, () => turnGray(sideways(), 2)])
    if (isDoubtful(best) && hasTime()) best = likelier(best, await readUp(turn(), first))
  const language = known ?? (isEnglish(best.rows) ? 'eng' : 'jpn')
  const rows = await readMore(language)
  return { sheet: best.sheet, found: best.found, rows, language }

  function hasTime(): boolean {
    return leftMs() > LEAST_FOR_MORE_MS
  }

  /** A second reading, if there is time for it; what it does not finish is done without. */
  async function readMore(language: Language): Promise<ReadRow[]> {
    if (!hasTime()) return best.rows
    if (language !== first) return recogniseRows(engine, best.sheet, best.found, language, { leftMs })
    if (language === 'eng') return best.rows
    try {
      const seen = await lookAgain(engine, best.sheet, best.rows, { leftMs })
      const rows = await recogniseTokens(engine, best.sheet, best.found, seen, { leftMs })
      return await recogniseNumbers(engine, best.sheet, best.found, rows, { leftMs })
    } catch (error) {
      if (error instanceof RecognitionTimeout) return best.rows
      throw error
    }
  }

  async function readUp(image: Gray, language: Language) {
    const found = findRows(image)
    const rows = await recogniseRows(engine, image, found, language, { leftMs })
    const text = rows.map((r) => dense(r.glyphs.map((g) => g.text).join(''))).join('\n')
    const words = text.match(TILL_WORDS)?.length ?? 0
    const confidence = rows.reduce((sum, r) => sum + r.confidence, 0) / (rows.length || 1)
    // Print that stands on its head yields a till word now and then, but never reads as surely.
    return { sheet: image, found, rows, words, confidence, likely: words + 40 * confidence }
  }
}

const TILL_WORDS = /[計円税店年釣預]|電話|領収|レジ|登録|total|cash|tax|gst|change|tel|invoice|receipt|date/gi

/** Print on its side yields a word by chance, and is never read surely. */
function isDoubtful({ words, confidence }: { words: number; confidence: number }): boolean {
  return words < 3 || confidence < 0.5
}

function likelier<T extends { likely: number }>(a: T, b: T): T {
  return b.likely > a.likely ? b : a
}

/** Hardly a Japanese letter among many that are sure. */
function isEnglish(rows: ReadRow[]): boolean {
  const letters = rows.flatMap((r) => r.glyphs).filter((g) => /\p{L}/u.test(g.text) && g.confidence > 0.8)
  const latin = letters.filter((g) => /[A-Za-z]/.test(g.text)).length
  return letters.length > 60 && latin > letters.length * 0.75
}

import type { Page } from 'tesseract.js'
import type { Gray } from '../image/gray.ts'
import { composePage, sheetX, stripAt, type Strip } from './compose-page.ts'
import type { Alphabet, Engine, Language } from './open-engine.ts'

/** One character as the recogniser saw it, in pixels of the sheet. */
export type Glyph = { text: string; confidence: number; from: number; to: number }

/** What one strip says: its characters from left to right, and the mean confidence (0..1). */
export type StripText = { glyphs: Glyph[]; confidence: number }

export async function recogniseStrips(
  engine: Engine,
  sheet: Gray,
  strips: Strip[],
  how: { language: Language; alphabet: Alphabet; limitMs: number },
): Promise<StripText[]> {
  if (strips.length === 0) return []
  const composed = composePage(sheet, strips)
  const page = await engine.recognise(composed.page, how.language, how.alphabet, how.limitMs)
  // Boxes of single characters are guesses, those of words are not: within a word the recogniser's order stands.
  const words = wordsOf(page).sort((a, b) => a.bbox.x0 - b.bbox.x0)
  const found: Glyph[][] = strips.map(() => [])
  for (const word of words) {
    const strip = stripAt(composed, (word.bbox.y0 + word.bbox.y1) / 2)
    const pieces = composed.pieces[strip]!
    for (const symbol of word.symbols)
      found[strip]!.push({
        text: symbol.text,
        confidence: symbol.confidence / 100,
        from: sheetX(pieces, symbol.bbox.x0),
        to: sheetX(pieces, symbol.bbox.x1),
      })
  }
  return found.map((glyphs) => {
    const sum = glyphs.reduce((s, g) => s + g.confidence, 0)
    return { glyphs, confidence: glyphs.length ? sum / glyphs.length : 0 }
  })
}

function wordsOf(page: Page) {
  return (page.blocks ?? []).flatMap((block) =>
    block.paragraphs.flatMap((p) => p.lines.flatMap((l) => l.words)),
  )
}

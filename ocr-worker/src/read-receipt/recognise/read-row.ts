import type { Strip } from './strip.ts'
import type { Glyph } from './recognise-strips.ts'

/** A row of print as characters; `numbers` are the numerals that the network of Latin print was asked for. */
export type ReadRow = {
  top: number
  foot: number
  glyphs: Glyph[]
  confidence: number
  /** The proportions under which the row read best. */
  strip: Strip
  numbers: NumberReading[]
  /** Its numerals as the model of numbers saw them. */
  tokens: Token[]
  /** What the row says in other proportions; kept, since a tall or wide sum may be right in one of them only. */
  others: Glyph[][]
}

/** The numerals between two places of a row, as another reader saw them. */
export type NumberReading = {
  from: number
  to: number
  glyphs: Glyph[]
  confidence: number
}

/** One number as the model of numbers saw it in one cut. */
export type Token = NumberReading & { strip: Strip }

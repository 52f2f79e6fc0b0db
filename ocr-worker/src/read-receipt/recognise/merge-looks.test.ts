import { expect, test } from 'vitest'
import { mergeLooks } from './merge-looks.ts'
import type { Glyph } from './recognise-strips.ts'

const SIZE = 20

/** Characters half as wide as high, `step` apart; a dot is a place where nothing was seen. */
function look(text: string, confidence = 0.9, others: Record<string, Glyph['others']> = {}): Glyph[] {
  return [...text].flatMap((sign, i) =>
    sign === '.'
      ? []
      : [{ text: sign, confidence, from: i * 10, to: i * 10 + 10, others: others[sign] ?? [] }],
  )
}
const text = (glyphs: Glyph[]) => glyphs.map((glyph) => glyph.text).join('')

test('two looks that say the same leave it as it is', () => {
  const merged = mergeLooks(look('ミルク'), look('ミルク', 0.7), SIZE)
  expect(text(merged)).toBe('ミルク')
  expect(merged[0]!.confidence).toBeCloseTo((0.9 + 0.8 * 0.7) / 1.8)
})

test('a character that one look lost is there, and less sure', () => {
  const merged = mergeLooks(look('ミ.トノリ'), look('ミナトノリ'), SIZE)
  expect(text(merged)).toBe('ミナトノリ')
  expect(merged[1]!.confidence).toBeLessThan(merged[0]!.confidence)
})

test('what one look saw alone and hardly believed is dropped', () => {
  expect(text(mergeLooks(look('ミルク'), [...look('ミルク'), ...look('...ル', 0.2)], SIZE))).toBe('ミルク')
})

test('where they differ, what both hold possible wins, and the rest stays as another way to read it', () => {
  const one = look('ソ', 0.5, { ソ: [{ text: 'ン', confidence: 0.4 }] })
  const other = look('リ', 0.5, { リ: [{ text: 'ン', confidence: 0.4 }] })
  const [glyph] = mergeLooks(one, other, SIZE)
  expect(glyph!.text).toBe('ン')
  expect(glyph!.others!.map((o) => o.text)).toEqual(['ソ', 'リ'])
})

test('a look at nothing leaves what the other saw', () => {
  expect(text(mergeLooks(look('合計'), [], SIZE))).toBe('合計')
})

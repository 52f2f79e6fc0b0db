import { expect, test } from 'vitest'
import { coreOf, isAgreed, sureTokens } from './number-token.ts'
import type { ReadRow, Token } from './read-row.ts'

const glyphs = (text: string, confidence = 0.98) =>
  [...text].map((c, i) => ({
    text: c,
    confidence,
    from: i * 10,
    to: i * 10 + 8,
  }))
const token = (text: string, confidence = 0.98) =>
  ({
    from: 0,
    to: text.length * 10,
    glyphs: glyphs(text, confidence),
    confidence,
  }) as unknown as Token
const row = (first: string, own: Token, english?: string) =>
  ({
    glyphs: glyphs(first),
    tokens: [own],
    numbers: english === undefined ? [] : [token(english)],
  }) as unknown as ReadRow
const said = (r: ReadRow) => sureTokens(r).map((t) => t.glyphs.map((g) => g.text).join(''))

test('letters beside a number are no part of it', () => {
  const core = coreOf(token('■■¥1,308軽■'))
  expect(core.glyphs.map((g) => g.text).join('')).toBe('¥1,308軽')
})

test.each([
  '¥1,308',
  '(¥864)',
  '-¥50',
  '228※',
  '@142×3',
  '8%',
  '2026年11月04日(■)08:39',
  '045-017-5515',
  'T2775466381620',
])('%s is what a till prints', (text) => expect(coreOf(token(text)).confidence).toBeGreaterThan(0.9))

test.each(['1,0■93', '・', '年月', '×※@', '12,34'])('%s is not', (text) =>
  expect(coreOf(token(text)).confidence).toBe(0),
)

test('two readers that say the same agree, whatever they make of the yen sign', () => {
  expect(isAgreed(row('\\229', token('¥229')), token('¥229'))).toBe(true)
  expect(isAgreed(row('\\299', token('¥229')), token('¥229'))).toBe(false)
})

test('a reading that both other readers gainsay is only a candidate', () => {
  expect(said(row('¥290', token('¥280'), '¥290'))).toEqual([])
  expect(said(row('¥290', token('¥280'), '¥230'))).toEqual(['¥280'])
})

import { expect, test } from 'vitest'
import { fuseNumbers } from './fuse-numbers.ts'
import type { ReadRow } from './read-row.ts'

const glyphs = (text: string, at = 0) =>
  [...text].map((c, i) => ({ text: c, confidence: 0.9, from: at + i * 10, to: at + i * 10 + 8 }))

function fused(first: string, second: string, at: number) {
  const row = {
    glyphs: glyphs(first),
    tokens: [],
    numbers: [
      { from: at * 10, to: (at + second.length) * 10, glyphs: glyphs(second, at * 10), confidence: 0.9 },
    ],
  } as unknown as ReadRow
  return said(row)
}

const said = (row: ReadRow) =>
  fuseNumbers(row)
    .map((g) => g.text)
    .join('')

test('zeros with a stroke are read by the second reader', () => {
  expect(fused('TEL976-684-2795', '076-084-2795', 3)).toBe('TEL076-084-2795')
})

test('a yen sign melted together with a digit comes apart', () => {
  expect(fused('小計補,308', '¥1,308', 2)).toBe('小計¥1,308')
})

test('what the cut caught of a neighbour is left out', () => {
  expect(fused('牛乳¥358※', '¥3588', 2)).toBe('牛乳¥358※')
})

test('where the second reader saw no numeral the first stands', () => {
  expect(fused('牛乳238', '--', 2)).toBe('牛乳238')
})

test('where the reader of Latin print was not asked, the first stands whatever the model of numbers saw', () => {
  const own = { from: 20, to: 90, glyphs: glyphs('■¥1,808', 20), confidence: 0.98 }
  const row = { glyphs: glyphs('小計¥1,308'), numbers: [], tokens: [own] } as unknown as ReadRow
  expect(said(row)).toBe('小計¥1,308')
})

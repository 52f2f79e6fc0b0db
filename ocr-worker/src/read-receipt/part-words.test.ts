import { expect, test } from 'vitest'
import { partWords } from './part-words.ts'
import type { ReadRow } from './recognise/read-row.ts'

/** A row of print 20 px high; `ink` draws it, one character for 4 px, `_` where there is none. */
function row(ink: string, text: string, spaced: number[] = []): ReadRow {
  const runs = [...ink.matchAll(/[^_]+/g)].map((m) => ({
    from: m.index * 4,
    to: (m.index + m[0].length) * 4,
  }))
  const glyphs = [...text].map((letter, i) => ({
    text: letter,
    confidence: 1,
    ...runs[i]!,
    spaced: spaced.includes(i),
  }))
  const strip = { top: 0, foot: 20, from: 0, to: ink.length * 4, scaleX: 1, scaleY: 1, runs }
  return { top: 0, foot: 20, glyphs, confidence: 1, strip, numbers: [], tokens: [], others: [] }
}

test('words are parted where the ink shows a gap or the recogniser saw a blank', () => {
  expect(partWords(row('##_##_##____##_##', 'SDNBH'), 20)).toBe('SDN BH')
  expect(partWords(row('##_##_##_##_##', 'SDNBH', [3]), 20)).toBe('SDN BH')
})

test('wide print is no row of single letters', () => {
  expect(partWords(row('##__##__##__##__##', 'TOTAL'), 20)).toBe('TOTAL')
})

test('a narrow digit leaves a gap inside its number, a column a wider one', () => {
  expect(partWords(row('##__#___##_#_##', '2115'), 20)).toBe('2115')
  expect(partWords(row('##_##______##_##', '1234'), 20)).toBe('12 34')
})

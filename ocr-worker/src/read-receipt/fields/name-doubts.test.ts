import { expect, test } from 'vitest'
import type { Glyph } from '../recognise/recognise-strips.ts'
import type { Line } from '../lines.ts'
import { linesOf } from './lines-of.ts'
import { nameDoubts } from './name-doubts.ts'

/** A line of which the reader says what else some characters may be. */
function lineOf(text: string, others: Record<string, [string, number][]>): Line {
  const glyphs = [...text.replace(/ /g, '')].map((sign, i): Glyph => {
    const seen = others[sign]?.map(([other, confidence]) => ({ text: other, confidence }))
    return { text: sign, confidence: 0.5, from: i * 10, to: i * 10 + 9, ...(seen ? { others: seen } : {}) }
  })
  return { ...linesOf(text)[0]!, glyphs }
}

test('a name tells what else its letters may be, and how likely', () => {
  const line = lineOf('ミナル ノリ ¥158', { ル: [['ト', 0.35]], ノ: [['バ', 0.02]], '5': [['6', 0.4]] })
  expect(nameDoubts('ミナル ノリ', [line])).toEqual([{ read: 'ル', may: 'ト', odds: 0.7 }])
})

test('only letters of the name are told, not those beside it, nor marks', () => {
  const line = lineOf('様ミナト 茶 ¥100', { 様: [['※', 0.4]], ト: [['・', 0.4]], 茶: [['条', 0.25]] })
  expect(nameDoubts('ミナト 茶', [line])).toEqual([{ read: '茶', may: '条', odds: 0.5 }])
})

test('a name that arithmetic or another reader gave has none', () => {
  expect(nameDoubts('ミナト', [lineOf('ミナル ¥100', { ル: [['ト', 0.35]] })])).toEqual([])
  expect(nameDoubts('', [lineOf('ミナル ¥100', { ル: [['ト', 0.35]] })])).toEqual([])
})

import { expect, test } from 'vitest'
import { mendMarks } from './mend-marks.ts'
import type { ReadRow } from './recognise/read-row.ts'

const DIGIT = 10

/** A row whose sum ends at `end`, in pixels: its sign, if any, stands right of that. */
function row(sum: string, end: number): ReadRow {
  const glyphs = [...sum].map((text, i) => {
    const from = end - (sum.length - i) * DIGIT
    return { text, confidence: 0.8, from, to: from + DIGIT }
  })
  const strip = { top: 0, foot: 20, from: 0, to: end, scaleX: 1, scaleY: 1, runs: [] }
  return { top: 0, foot: 20, glyphs, confidence: 0.8, strip, numbers: [], tokens: [], others: [] }
}

const read = (rows: ReadRow[]) => mendMarks(rows).map((r) => r.glyphs.map((g) => g.text).join(''))
const marked = ['228*', '168*', '88*', '1674*'].map((sum) => row(sum, 410))

test('a digit among the marks is a mark', () => {
  expect(read([row('1784', 410), row('238', 400), ...marked]).slice(0, 2)).toEqual(['1784', '238'])
  expect(read([marked[0]!, row('1784', 410), row('238', 400), ...marked]).slice(1, 3)).toEqual([
    '178*',
    '238',
  ])
})

test('what was read stays as what it may be after all', () => {
  const mended = mendMarks([marked[0]!, row('1784', 410), ...marked])[1]!
  expect(mended.glyphs.at(-1)!.others).toEqual([{ text: '4', confidence: 0.2 }])
})

test('the total, which may end where the marks stand, keeps its last digit', () => {
  expect(read([...marked, row('9756', 410)]).at(-1)).toBe('9756')
})

test('where marks follow sums of any length, or hardly one is printed, digits stay digits', () => {
  const ragged = ['228*', '168*', '88*', '1674*'].map((sum, i) => row(sum, 380 + i * 17))
  expect(read([ragged[0]!, row('1784', 410), ...ragged])[1]).toBe('1784')
  expect(read([row('228*', 410), row('1784', 410), row('78*', 410)])[1]).toBe('1784')
})

import { expect, test } from 'vitest'
import { holdsNumber } from './run-tesseract.ts'

test('a total is found however the program has spaced and grouped it', () => {
  for (const text of ['合 計 \\1,771', '¥ 1 771', '合計　１，７７１円', '1.771'])
    expect(holdsNumber(text, 1771)).toBe(true)
})

test('a part of a longer number is not the total', () => {
  expect(holdsNumber('21771', 1771)).toBe(false)
  expect(holdsNumber('¥1,7710', 1771)).toBe(false)
})

import { expect, test } from 'vitest'
import { similarity } from './similarity.ts'

test('width, case and blanks make no difference to a name', () => {
  expect(similarity('ﾐﾅﾄ ﾘｮｸﾁｬ500', 'ミナトリョクチャ５００')).toBe(1)
  expect(similarity('Café Rondo', 'CAFÉ　RONDO')).toBe(1)
})

test('each letter that is wrong, missing or too many takes its part of the longer name', () => {
  expect(similarity('ミナト緑茶', 'ミナト禄茶')).toBeCloseTo(4 / 5)
  expect(similarity('ミナト緑茶', 'ミナト緑')).toBeCloseTo(4 / 5)
  expect(similarity('緑茶', 'ミナト緑茶')).toBeCloseTo(2 / 5)
})

test('two empty names are the same, an empty one is like no other', () => {
  expect(similarity('', ' ')).toBe(1)
  expect(similarity('', '緑茶')).toBe(0)
})

test('a rare kanji beyond the sixteen bits counts as one letter', () => {
  expect(similarity('𠮷野', '吉野')).toBeCloseTo(1 / 2)
})

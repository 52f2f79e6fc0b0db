import { expect, test } from 'vitest'
import { settleTwins } from './settle-twins.ts'

const settled = (text: string) =>
  settleTwins(
    [...text].map((c, i, all) => ({ text: c, spaced: all[i - 1] === ' ' })).filter((l) => l.text !== ' '),
  )
    .map((l) => l.text)
    .join('')

test('a stroke after kana lengthens it', () => {
  expect(settled('サワ-')).toBe('サワー')
  expect(settled('ス一パ一')).toBe('スーパー')
  expect(settled('らーめん')).toBe('らーめん')
})

test('among katakana a mouth is ro, a force is ka, an evening is ta', () => {
  expect(settled('梅酒口ック')).toBe('梅酒ロック')
  expect(settled('力ップ')).toBe('カップ')
  expect(settled('バ夕ー')).toBe('バター')
  expect(settled('キャべツ')).toBe('キャベツ')
})

test('among other letters they stay what they are', () => {
  expect(settled('河口湖')).toBe('河口湖')
  expect(settled('非常口です')).toBe('非常口です')
  expect(settled('電話03-1234')).toBe('電話03-1234')
  expect(settled('コ-2')).toBe('コ-2')
  expect(settled('べんとう')).toBe('べんとう')
})

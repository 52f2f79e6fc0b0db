import { describe, expect, test } from 'vitest'
import { misreadWith } from './misread-with.ts'
import { misreadCost } from './misread-cost.ts'

describe('what a sign was taken for', () => {
  const misread = misreadWith([
    { read: 'ﾙ', may: 'ﾄ', odds: 0.5 },
    { read: 'ァ', may: 'ッ', odds: 0.25 },
    { read: '紅', may: '緑', odds: 0.9 },
    { read: '5', may: '6', odds: 0.9 },
    { read: 'キ', may: 'ギ', odds: 0.01 },
    { read: 'ー', may: 'ト', odds: 0.9 },
  ])

  test('costs a tenth for each bit of doubt, in whatever spelling it was told', () => {
    expect(misread('ル', 'ト')).toBeCloseTo(0.1)
    expect(misread('ア', 'ツ')).toBeCloseTo(0.2)
  })

  test('costs as ever in the other direction, and where nothing was told', () => {
    expect(misread('ト', 'ル')).toBe(misreadCost('ト', 'ル'))
    expect(misread('ソ', 'ツ')).toBe(misreadCost('ソ', 'ツ'))
    expect(misread('ル', 'ル')).toBe(0)
  })

  test('never costs more for being told', () => {
    expect(misread('キ', 'ギ')).toBe(misreadCost('キ', 'ギ'))
  })

  test('is not decided by odds where it tells one kind of a good from another', () => {
    expect(misread('紅', '緑')).toBe(misreadCost('紅', '緑'))
    expect(misread('5', '6')).toBe(misreadCost('5', '6'))
  })
})

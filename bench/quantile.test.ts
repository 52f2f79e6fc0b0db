import { expect, test } from 'vitest'
import { quantile } from './quantile.ts'

test('the median is the middle value, or lies between the two middle ones', () => {
  expect(quantile([30, 10, 20], 0.5)).toBe(20)
  expect(quantile([40, 10, 20, 30], 0.5)).toBe(25)
})

test('the 95th percentile of few values leans on the largest', () => {
  expect(quantile([1, 2, 3, 4, 5], 0.95)).toBeCloseTo(4.8)
  expect(quantile([7], 0.95)).toBe(7)
})

test('there is none of nothing', () => {
  expect(() => quantile([], 0.5)).toThrow()
})

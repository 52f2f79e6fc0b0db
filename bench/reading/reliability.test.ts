import { expect, test } from 'vitest'
import { reliability, wilsonInterval } from './reliability.ts'

const receipt = (
  confidence: number | null,
  totalAndDate: boolean | null = true,
  allRight = totalAndDate,
) => ({
  confidence,
  totalAndDate,
  allRight,
})

test('readings are counted with those that say about the same of themselves', () => {
  const bins = reliability([
    receipt(0.1, false),
    receipt(0.98),
    receipt(1, true, false),
    receipt(0.99),
    receipt(0.3),
  ])
  expect(bins.map(({ from, readings }) => [from, readings])).toEqual([
    [0, 1],
    [0.2, 1],
    [0.98, 3],
  ])
  const top = bins.at(-1)!
  expect(top.mean_confidence).toBeCloseTo(2.97 / 3)
  expect(top.total_and_date).toMatchObject({ right: 3, of: 3 })
  expect(top.all_right).toMatchObject({ right: 2, of: 3 })
})

test('readings that say nothing of themselves, or have nothing to be held against, are left out', () => {
  expect(reliability([receipt(null), receipt(0.9, null)])).toEqual([])
})

test('the interval is Wilson’s', () => {
  const [low, high] = wilsonInterval(8, 10)
  expect(low).toBeCloseTo(0.4902, 4)
  expect(high).toBeCloseTo(0.9433, 4)
})

test('three of three is no certainty, and no case is none at all', () => {
  expect(wilsonInterval(3, 3)[0]).toBeCloseTo(0.4385, 4)
  expect(wilsonInterval(3, 3)[1]).toBe(1)
  expect(wilsonInterval(0, 3)[0]).toBeCloseTo(0)
  expect(wilsonInterval(0, 0)).toEqual([0, 1])
})

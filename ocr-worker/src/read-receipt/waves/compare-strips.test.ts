import { expect, test } from 'vitest'
import { CELL_PX, compareStrips } from './compare-strips.ts'

const ROWS = 600

/** Lines of print every 26 rows from `first` to `last`, lying `fall` rows lower than usual. */
function strip(fall: number, first = 0, last = ROWS): Float32Array {
  return Float32Array.from({ length: ROWS }, (_, y) =>
    y < first || y >= last ? 0 : Math.cos(((y - fall) / 26) * 2 * Math.PI) * 0.5,
  )
}

const cells = (from: number, to: number) => [Math.ceil(from / CELL_PX), Math.floor(to / CELL_PX)] as const

test('a strip whose print lies lower is told by how much, to a fraction of a pixel', () => {
  const { falls, weights } = compareStrips(strip(0), strip(2.4), 5, 14)
  const [from, to] = cells(60, 540)
  for (const fall of falls.subarray(from, to)) expect(fall).toBeCloseTo(2.4, 0)
  for (const weight of weights.subarray(from, to)) expect(weight).toBeGreaterThan(0.5)
})

test('where one strip is blank nothing is known', () => {
  const { weights } = compareStrips(strip(0), strip(2, 0, 200), 5, 14)
  const [from, to] = cells(320, 600)
  expect(Math.max(...weights.subarray(from, to))).toBeLessThan(0.05)
})

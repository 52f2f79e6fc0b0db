import { expect, test } from 'vitest'
import { CELL_PX, type Falls } from './compare-strips.ts'
import { fitWaves } from './fit-waves.ts'

const [STRIPS, CELLS] = [8, 20]

/** Measures between neighbours of a sheet that falls by `slope` from strip to strip; none where `known` says so. */
function neighbours(slope: number, known: (strip: number) => boolean): Falls[] {
  return Array.from({ length: STRIPS - 1 }, (_, s) => ({
    falls: new Float32Array(CELLS).fill(slope),
    weights: new Float32Array(CELLS).fill(known(s) ? 1 : 0),
  }))
}

test('a sheet that slopes by its words at both sides slopes also between them', () => {
  const waves = fitWaves([{ apart: 1, strips: neighbours(1.5, (s) => s < 2 || s > 4) }], STRIPS, CELLS)
  expect(waves[7]![10]! - waves[0]![10]!).toBeCloseTo(7 * 1.5, 0)
  expect(waves[4]![10]! - waves[3]![10]!).toBeCloseTo(1.5, 0)
})

test('one measure that is a line off does not tear the sheet', () => {
  const measures = neighbours(0, () => true)
  measures[3]!.falls.fill(26 / CELL_PX, 9, 11)
  const waves = fitWaves([{ apart: 1, strips: measures }], STRIPS, CELLS)
  expect(Math.abs(waves[4]![10]! - waves[3]![10]!)).toBeLessThan(0.4)
})

import { describe, expect, it } from 'vitest'
import { chartScale } from './chart-scale.ts'

describe('the axis of a chart', () => {
  it('ends at a round number that holds the highest bar', () => {
    expect(chartScale(43)).toEqual({ top: 50, lines: [10, 20, 30, 40, 50] })
    expect(chartScale(40)).toEqual({ top: 40, lines: [10, 20, 30, 40] })
    expect(chartScale(1870).top).toBeGreaterThanOrEqual(1870)
  })

  it('counts in whole entries, also when there are none', () => {
    expect(chartScale(0)).toEqual({ top: 1, lines: [1] })
    expect(chartScale(3).lines).toEqual([1, 2, 3])
  })
})

import { describe, expect, it } from 'vitest'
import { sumByDay } from './sum-by-day.ts'
import { tellMove } from './tell-move.ts'

const move = { id: '1', points: 0, pending: 0, debt: 0, entryId: null, at: '2026-11-22T05:00:00Z' }
const tell = (given: { points?: number; pending?: number; debt?: number }) =>
  tellMove({ ...move, reason: { ja: '', en: '' }, ...given })

describe('a line of the history of points', () => {
  it('shows what came onto the card and what went from it', () => {
    expect(tell({ points: 20 })).toEqual({ points: 20, pending: 0, owed: 0, repaid: 0 })
    expect(tell({ points: -100 }).points).toBe(-100)
  })

  it('shows pending points beside the card, and only the gain when they are confirmed', () => {
    expect(tell({ pending: 20 })).toEqual({ points: null, pending: 20, owed: 0, repaid: 0 })
    expect(tell({ points: 20, pending: -20 })).toEqual({ points: 20, pending: 0, owed: 0, repaid: 0 })
    expect(tell({ pending: -20 })).toEqual({ points: null, pending: -20, owed: 0, repaid: 0 })
  })

  it('says what is owed since, and what of it was paid back', () => {
    expect(tell({ points: -20, debt: -30 })).toEqual({ points: -20, pending: 0, owed: 30, repaid: 0 })
    expect(tell({ points: 20, debt: 30 })).toEqual({ points: 20, pending: 0, owed: 0, repaid: 30 })
    expect(tell({ debt: 10, pending: -10 })).toEqual({ points: null, pending: 0, owed: 0, repaid: 10 })
  })
})

describe('points that come or lapse on a day', () => {
  it('are told as one sum, the soonest day first, without what is used up', () => {
    const parts = [
      { day: '2027-05-02', points: 30 },
      { day: '2027-05-01', points: 0 },
      { day: '2027-04-30', points: 5 },
      { day: '2027-05-02', points: 7 },
    ]
    expect(sumByDay(parts)).toEqual([
      { day: '2027-04-30', points: 5 },
      { day: '2027-05-02', points: 37 },
    ])
  })
})

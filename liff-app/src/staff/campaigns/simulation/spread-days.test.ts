import { addDays } from '@tamaru/domain'
import { describe, expect, it } from 'vitest'
import { spreadDays } from './spread-days.ts'

const day = (day: string, points: number, pointsNow: number | null = 0) => ({
  day,
  entries: 1,
  approved: 1,
  points,
  pointsNow,
})

describe('points by day', () => {
  it('leave a gap where nobody came', () => {
    expect(spreadDays([day('2026-11-01', 10, 5), day('2026-11-03', 20, 20)])).toEqual({
      days: 1,
      columns: [
        { day: '2026-11-01', points: 10, pointsNow: 5 },
        { day: '2026-11-02', points: 0, pointsNow: 0 },
        { day: '2026-11-03', points: 20, pointsNow: 20 },
      ],
    })
  })

  it('compare with nothing where nothing is published', () => {
    const { columns } = spreadDays([day('2026-11-01', 10, null), day('2026-11-03', 20, null)])
    expect(columns.map(({ pointsNow }) => pointsNow)).toEqual([null, null, null])
  })

  it('become weeks over a long time, and none is lost', () => {
    const long = Array.from({ length: 200 }, (_, n) => day(addDays('2026-04-01', n), 10, 5))
    const { days, columns } = spreadDays(long)
    expect(days).toBe(7)
    expect(columns).toHaveLength(29)
    expect(columns.reduce((sum, { points }) => sum + points, 0)).toBe(2000)
    expect(columns.reduce((sum, { pointsNow }) => sum + pointsNow!, 0)).toBe(1000)
  })

  it('are none where no entries came', () => expect(spreadDays([]).columns).toEqual([]))
})

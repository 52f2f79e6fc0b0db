import { describe, expect, it } from 'vitest'
import { splitPending } from './split-pending.ts'
import { tellArrival } from './tell-arrival.ts'
import { en, ja } from './words.ts'

const format = { number: (points: number) => String(points), date: (day: string) => day }
const tell = (given: { points: number; repaid?: number; pending?: number }, words = ja) => {
  const { points, repaid = 0, pending = 0 } = given
  const releaseOn = pending > 0 ? '2026-12-05' : null
  return tellArrival(
    { points, repaid, pending, usable: points - repaid - pending, releaseOn },
    words.arrival,
    format,
  )
}

describe('points that came', () => {
  it('need no word where all of them can be spent', () => {
    expect(tell({ points: 10 })).toEqual([])
  })

  it('say what of them paid back a debt and what is pending, and until when', () => {
    expect(tell({ points: 10, repaid: 4 })).toEqual(['うち4ポイントは不足分にあてました'])
    expect(tell({ points: 10, repaid: 10 })).toEqual(['10ポイントは不足分にあてました'])
    expect(tell({ points: 10, pending: 10 })).toEqual(['10ポイントは仮ポイントです(2026-12-05に確定)'])
    expect(tell({ points: 10, pending: 10 }, en)).toEqual(['10 points are pending until 2026-12-05'])
  })

  it('add up to what is named and what is left, whatever they are', () => {
    for (let points = 1; points < 12; points++)
      for (let repaid = 0; repaid <= points; repaid++)
        for (const words of [ja, en]) {
          const [line] = tell({ points, repaid }, words)
          expect(Number(/\d+/.exec(line ?? '0')![0])).toBe(repaid)
        }
  })
})

describe('pending points and a debt', () => {
  it('say what the debt takes of them and what can be spent then: together all of them', () => {
    const pending = [{ points: 100 }, { points: 50 }]
    expect(splitPending(pending, 0)).toEqual({ repays: 0, usable: 150 })
    expect(splitPending(pending, 40)).toEqual({ repays: 40, usable: 110 })
    expect(splitPending(pending, 400)).toEqual({ repays: 150, usable: 0 })
    expect(splitPending([], 40)).toEqual({ repays: 0, usable: 0 })
  })
})

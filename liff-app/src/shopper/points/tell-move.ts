import type { PointMove } from '../../api/views.ts'

export interface ToldMove {
  /** What came onto the card or went from it; null where only points beside it moved. */
  points: number | null
  /** What came to the pending points, or was taken back from them. */
  pending: number
  /** What is owed since, and what of this was paid back. Never both. */
  owed: number
  repaid: number
}

/** One line of the history as people look at it: that confirmed points are pending no more goes without saying. */
export function tellMove({ points, pending, debt }: PointMove): ToldMove {
  const isRelease = pending < 0 && (points > 0 || debt > 0)
  return {
    points: points === 0 && (pending !== 0 || debt !== 0) ? null : points,
    pending: isRelease ? 0 : pending,
    owed: Math.max(0, -debt),
    repaid: Math.max(0, debt),
  }
}

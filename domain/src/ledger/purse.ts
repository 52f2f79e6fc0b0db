/** What a person has: all three are told, or what is told does not add up. */
export interface Purse {
  /** Can be spent today: what has lapsed and is not swept yet is not among it. */
  usable: number
  /** Waits for the Tokyo day `releaseOn`; the next first. */
  pending: readonly { points: number; releaseOn: string }[]
  /** What points to come pay back first: some were taken back after they had been spent. */
  debt: number
}

/** What became of points that were credited: `usable`, `pending` and `repaid` add up to `points`. */
export interface Arrival {
  points: number
  usable: number
  pending: number
  /** The Tokyo day on which the pending ones come; null: none is pending. */
  releaseOn: string | null
  /** What of it paid back a debt. */
  repaid: number
}

/** What was taken back, and from where. `owed` had been spent and is a debt now. */
export interface Taken {
  usable: number
  pending: number
  owed: number
}

export function pendingSum({ pending }: Pick<Purse, 'pending'>): number {
  return pending.reduce((sum, { points }) => sum + points, 0)
}

/**
 * Tells from where credits would be taken back now: what is pending as it is, the rest from what can be spent, and what
 * has been spent since is owed.
 */
export function takingBack(
  credits: readonly Pick<Arrival, 'points' | 'pending'>[],
  { usable }: Pick<Purse, 'usable'>,
): Taken {
  const pending = credits.reduce((sum, credit) => sum + credit.pending, 0)
  const asked = credits.reduce((sum, credit) => sum + credit.points, 0) - pending
  const taken = Math.min(asked, usable)
  return { usable: taken, pending, owed: asked - taken }
}

/** Tells what a purse lost from one moment to another, nothing having come in between. */
export function takenBetween(before: Purse, after: Purse): Taken {
  return {
    usable: before.usable - after.usable,
    pending: pendingSum(before) - pendingSum(after),
    owed: after.debt - before.debt,
  }
}

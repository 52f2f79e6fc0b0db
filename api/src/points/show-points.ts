import { ledger, type Sql } from '@tamaru/db'
import { tokyoDate } from '@tamaru/domain'
import { findRank } from '../ranks/find-rank.ts'
import { findStampCard } from './find-stamp-card.ts'
import type { PointsView } from './points-view.ts'

/** A person's mileage card. All sums come from the same books: they always agree. */
export async function showPoints(
  sql: Sql,
  accountId: string,
  shopperId: string,
  now: Date,
): Promise<PointsView> {
  const today = tokyoDate(now)
  const [purse, pending, open, rank, stamps] = await Promise.all([
    ledger.purse(sql, accountId, shopperId, today),
    ledger.pendingOf(sql, accountId, shopperId),
    ledger.openLots(sql, accountId, shopperId),
    findRank(sql, accountId, shopperId, now),
    findStampCard(sql, accountId, shopperId, now),
  ])
  // What has lapsed and is not swept yet cannot be spent any more.
  const lots = open.filter((lot) => lot.expiresOn >= today)
  const expiresOn = lots[0]?.expiresOn
  const lapsingNext = lots.filter((lot) => lot.expiresOn === expiresOn)
  return {
    balance: purse.usable,
    pending: pending.map(({ points, releaseOn, expiresOn }) => ({ points, releaseOn, expiresOn })),
    debt: purse.debt,
    rank,
    stamps,
    nextExpiry: expiresOn
      ? { expiresOn, points: lapsingNext.reduce((sum, lot) => sum + lot.pointsLeft, 0) }
      : null,
    lots: lots.map(({ points, pointsLeft, expiresOn }) => ({ points, pointsLeft, expiresOn })),
  }
}

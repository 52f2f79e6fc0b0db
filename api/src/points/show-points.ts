import { ledger, type Sql } from '@tamaru/db'
import { findRank } from './find-rank.ts'
import { findStampCard } from './find-stamp-card.ts'
import type { PointsView } from './points-view.ts'
import { tellReason } from './tell-reason.ts'

const HISTORY_LINES = 100

/** A person's mileage card. Balance and lots come from the same books: they always agree. */
export async function showPoints(
  sql: Sql,
  accountId: string,
  shopperId: string,
  now: Date,
): Promise<PointsView> {
  const [balance, pending, debt, lots, history, rank, stamps] = await Promise.all([
    ledger.balance(sql, accountId, shopperId),
    ledger.pendingOf(sql, accountId, shopperId),
    ledger.debtOf(sql, accountId, shopperId),
    ledger.openLots(sql, accountId, shopperId),
    ledger.history(sql, accountId, shopperId, HISTORY_LINES),
    findRank(sql, accountId, shopperId, now),
    findStampCard(sql, accountId, shopperId, now),
  ])
  const expiresOn = lots[0]?.expiresOn
  const lapsingNext = lots.filter((lot) => lot.expiresOn === expiresOn)
  return {
    balance,
    pending: pending.map(({ points, releaseOn, expiresOn }) => ({ points, releaseOn, expiresOn })),
    debt,
    rank,
    stamps,
    nextExpiry: expiresOn
      ? { expiresOn, points: lapsingNext.reduce((sum, lot) => sum + lot.pointsLeft, 0) }
      : null,
    lots: lots.map(({ points, pointsLeft, expiresOn }) => ({ points, pointsLeft, expiresOn })),
    history: history.map(({ journalId, points, pending, debt, reason, entryId, at }) => ({
      id: journalId,
      points,
      pending,
      debt,
      reason: tellReason({ reason, pending }),
      entryId,
      at: at.toISOString(),
    })),
  }
}

import { ledger, type Sql } from '@tamaru/db'
import type { PointsView } from './points-view.ts'
import { tellReason } from './tell-reason.ts'

const HISTORY_LINES = 100

/** A person's mileage card. Balance and lots come from the same books: they always agree. */
export async function showPoints(sql: Sql, accountId: string, shopperId: string): Promise<PointsView> {
  const [balance, pending, debt, lots, history] = await Promise.all([
    ledger.balance(sql, accountId, shopperId),
    ledger.pendingOf(sql, accountId, shopperId),
    ledger.debtOf(sql, accountId, shopperId),
    ledger.openLots(sql, accountId, shopperId),
    ledger.history(sql, accountId, shopperId, HISTORY_LINES),
  ])
  const expiresOn = lots[0]?.expiresOn
  const lapsingNext = lots.filter((lot) => lot.expiresOn === expiresOn)
  return {
    balance,
    pending: pending.map(({ points, releaseOn, expiresOn }) => ({ points, releaseOn, expiresOn })),
    debt,
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

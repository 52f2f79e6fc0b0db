import { ledger, type Sql } from '@tamaru/db'
import type { PointsView } from './points-view.ts'

const HISTORY_LINES = 100

const REASONS: Record<ledger.HistoryLine['reason'], { ja: string; en: string }> = {
  entry_credit: { ja: 'レシートでためました', en: 'Earned with a receipt' },
  expiry: { ja: '有効期限が過ぎました', en: 'Expired' },
  opening: { ja: 'はじめのポイント', en: 'Opening balance' },
}

/** A person's mileage card. Balance and lots come from the same books: they always agree. */
export async function showPoints(sql: Sql, accountId: string, shopperId: string): Promise<PointsView> {
  const [balance, lots, history] = await Promise.all([
    ledger.balance(sql, accountId, shopperId),
    ledger.openLots(sql, accountId, shopperId),
    ledger.history(sql, accountId, shopperId, HISTORY_LINES),
  ])
  const expiresOn = lots[0]?.expiresOn
  const lapsingNext = lots.filter((lot) => lot.expiresOn === expiresOn)
  return {
    balance,
    nextExpiry: expiresOn
      ? { expiresOn, points: lapsingNext.reduce((sum, lot) => sum + lot.pointsLeft, 0) }
      : null,
    lots: lots.map(({ points, pointsLeft, expiresOn }) => ({ points, pointsLeft, expiresOn })),
    history: history.map((line) => ({
      id: line.journalId,
      points: line.points,
      reason: REASONS[line.reason],
      entryId: line.entryId,
      at: line.at.toISOString(),
    })),
  }
}

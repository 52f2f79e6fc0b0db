import { ranks, type Sql } from '@tamaru/db'
import {
  firstDayCounted,
  startOfTokyoDay,
  tallyMoves,
  tokyoDate,
  type RankChange,
  type RankThresholds,
} from '@tamaru/domain'

/** Counts how many shoppers are at each rank at this moment, and would be by other thresholds. */
export async function previewRanks(
  sql: Sql,
  accountId: string,
  then: RankThresholds,
  now: Date,
): Promise<RankChange> {
  const since = startOfTokyoDay(firstDayCounted(tokyoDate(now)))
  const thresholds = await ranks.thresholds(sql, accountId)
  return tallyMoves(await ranks.countMoves(sql, accountId, since, { now: thresholds, then }))
}

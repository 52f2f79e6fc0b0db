import { readings, receiptTraces, type entries, type Sql } from '@tamaru/db'
import { findLikeReceipts, traceReceipt, type LikeReceipt, type Reading, type Velocity } from '@tamaru/domain'

/**
 * Leaves the receipt's trace. From here on, until the transaction ends, an entry with the same receipt waits: of two at
 * the same moment the second sees how the first ended.
 */
export async function traceEntry(sql: Sql, entry: entries.Entry, reading: Reading): Promise<void> {
  const trace = traceReceipt(reading)
  await receiptTraces.lock(sql, entry.accountId, trace.keys)
  await receiptTraces.record(sql, entry, trace)
}

/** Finds what other entries' traces tell: those that are like it, and how fast its person, shop and till come. */
export async function followTraces(
  sql: Sql,
  entry: entries.Entry,
  reading: Reading,
  now: Date,
): Promise<{ likeReceipts: LikeReceipt[]; velocity: Velocity }> {
  const { accountId, id: entryId, shopperId } = entry
  const trace = traceReceipt(reading)
  const candidates = await receiptTraces.listCandidates(sql, accountId, entryId, trace.keys)
  const read = await readings.findNewestOf(
    sql,
    accountId,
    candidates.map((candidate) => candidate.entryId),
  )
  const others = candidates.map((candidate) => ({
    entryId: candidate.entryId,
    samePerson: candidate.shopperId === shopperId,
    state: candidate.state,
    reading: read.get(candidate.entryId)!,
  }))
  return {
    likeReceipts: findLikeReceipts(reading, others),
    velocity: await receiptTraces.countPace(sql, entry, trace, now),
  }
}

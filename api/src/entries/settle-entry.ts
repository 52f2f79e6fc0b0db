import { campaigns, entries, inTransaction, readings, shoppers, type Sql } from '@tamaru/db'
import {
  compareReceipts,
  decide,
  receiptFingerprint,
  startOfTokyoDay,
  tokyoDate,
  type EntryHistory,
  type Reading,
} from '@tamaru/domain'
import { z } from 'zod'
import type { JobHandler } from '../jobs/job-handler.ts'
import { closeEntry } from './close-entry.ts'

const Payload = z.object({ entryId: z.uuid() })

/** Decides on what was read. Decision, postings and messages are one transaction: all of it stands, or none. */
export const settleEntry: JobHandler = async (job, ports) => {
  const { entryId } = Payload.parse(job.payload)
  return inTransaction(ports.db, async (sql) => {
    const entry = await entries.lock(sql, job.accountId, entryId)
    const reading = await readings.findNewest(sql, job.accountId, entryId)
    if (!entry || !reading) return { outcome: 'bury', error: `entry ${entryId} has no reading` } as const
    if (entry.decision) return { outcome: 'done' } as const
    const campaign = await campaigns.findPublished(sql, job.accountId)
    if (!campaign) return { outcome: 'retry', error: 'no campaign is published', retry_s: 300 } as const

    const history = await findHistory(sql, entry, reading, ports.now())
    // The day that counts is the day on which the photo came, not the one on which it was read.
    const decision = decide(reading, campaign.rules, history, tokyoDate(entry.createdAt))
    await closeEntry(sql, ports, { entry, reading, campaign, decision })
    return { outcome: 'done' } as const
  })
}

async function findHistory(
  sql: Sql,
  entry: entries.Entry,
  reading: Reading,
  now: Date,
): Promise<EntryHistory> {
  const { accountId, shopperId } = entry
  // Two entries of one person settle one after the other, or both would count the same points of today.
  await shoppers.lock(sql, accountId, shopperId)
  const fingerprint = receiptFingerprint(reading)
  const others = fingerprint ? await entries.listSameReceipts(sql, accountId, entry.id, fingerprint) : []
  const likeness = others.map((other) => compareReceipts(other, reading, other.shopperId === shopperId))
  return {
    samePhoto: await entries.photoIsTaken(sql, entry),
    sameReceipt: likeness.includes('same') ? 'same' : (likeness[0] ?? 'none'),
    pointsToday: await entries.pointsSince(sql, accountId, shopperId, startOfTokyoDay(tokyoDate(now))),
  }
}

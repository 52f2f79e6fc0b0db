import { campaigns, entries, readings, underLease } from '@tamaru/db'
import { decide, tokyoDate } from '@tamaru/domain'
import { z } from 'zod'
import type { JobHandler } from '../jobs/job-handler.ts'
import { closeEntry } from './close-entry.ts'
import { decideAndCredit } from './decide-and-credit.ts'
import { findHistory } from './find-history.ts'

const Payload = z.object({ entryId: z.uuid() })

/** Decides on what was read. Decision, postings and messages are one transaction: all of it stands, or none. */
export const settleEntry: JobHandler = async (job, ports) => {
  const { entryId } = Payload.parse(job.payload)
  return underLease(ports.db, job, async (sql) => {
    const entry = await entries.lock(sql, job.accountId, entryId)
    const reading = await readings.findNewest(sql, job.accountId, entryId)
    if (!entry || !reading) return { outcome: 'bury', error: `entry ${entryId} has no reading` } as const
    if (entry.decision) return { outcome: 'done' } as const
    // By the rules that its shopper saw, not by those that were published while it waited.
    const campaign = await campaigns.findInForce(sql, job.accountId, entry.createdAt)
    if (!campaign) return { outcome: 'retry', error: 'no campaign is published', retry_s: 300 } as const

    // The day that counts is the day on which the photo came, not the one on which it was read.
    const judgedFor = tokyoDate(entry.createdAt)
    const known = await findHistory(sql, entry, reading, campaign, ports.now())
    const { decision, history } = await decideAndCredit(sql, ports, { entry, campaign }, known, (history) =>
      decide(reading, campaign, history, judgedFor),
    )
    await closeEntry(sql, ports, { entry, reading, campaign, decision, history, judgedFor })
    return { outcome: 'done' } as const
  })
}

import { campaigns, entries, readings, underLease } from '@tamaru/db'
import { decide, payloadOf, tokyoDate } from '@tamaru/domain'
import type { JobHandler } from '../jobs/job-handler.ts'
import { closeEntry } from './close-entry.ts'
import { decideAndCredit } from './decide-and-credit.ts'
import { endEntry } from './end-entry.ts'
import { findHistory } from './find-history.ts'
import { holdEarlier } from './hold-earlier.ts'

const WAIT_FOR_CAMPAIGN_S = 300

/** Decides on what was read. Decision, postings and messages are one transaction: all of it stands, or none. */
export const settleEntry: JobHandler = async (job, ports) => {
  const { entryId } = payloadOf('settle_entry', job)
  return underLease(ports.db, job, async (sql) => {
    const entry = await entries.lock(sql, job.accountId, entryId)
    const reading = await readings.findToJudge(sql, job.accountId, entryId)
    if (!entry || !reading) return { outcome: 'bury', error: `entry ${entryId} has no reading` } as const
    if (entry.decision || entry.state === 'withdrawn') return { outcome: 'done' } as const
    // By the rules that its shopper saw, not by those that were published while it waited.
    const campaign = await campaigns.findInForce(sql, job.accountId, entry.createdAt)
    // Nothing is published yet: it is judged by what is published first, whenever that is.
    if (!campaign) return { outcome: 'wait', wait_s: WAIT_FOR_CAMPAIGN_S } as const

    // The day that counts is the day on which the photo came, not the one on which it was read.
    const judgedFor = tokyoDate(entry.createdAt)
    const known = await findHistory(sql, entry, reading, campaign, ports.now())
    const held = await holdEarlier(sql, entry, known)
    if (!held) return { outcome: 'wait', wait_s: 1 } as const
    const { decision, history } = await decideAndCredit(
      sql,
      ports,
      { entry, campaign },
      held.history,
      (history) => decide(reading, campaign, history, judgedFor),
    )
    // A photo that is turned down takes nobody's place: what waits goes on waiting.
    if (decision.outcome !== 'rejected')
      for (const earlier of held.earlier)
        await endEntry(sql, earlier, { state: 'replaced', followedBy: entryId }, ports.now())
    await closeEntry(sql, ports, { entry, reading, campaign, decision, history, judgedFor })
    return { outcome: 'done' } as const
  })
}

import { happenings, underLease } from '@tamaru/db'
import { payloadOf, type ListenedKind } from '@tamaru/domain'
import type { Reaction } from './happenings/reaction.ts'
import type { JobHandler } from './jobs/job-handler.ts'
import { makeOffers } from './offers/make-offers.ts'
import { inviteToSurvey } from './surveys/invite-to-survey.ts'

/** What reacts to what happens. A kind that stands here stands in `LISTENED_KINDS` too, and the other way round. */
export const reactions: { [Kind in ListenedKind]: readonly Reaction<Kind>[] } = {
  entry_approved: [inviteToSurvey, makeOffers],
}

/** Runs all that reacts to a happening, in one transaction under the job's lease: all of it stands, or none. */
export const react: JobHandler = async (job, ports) => {
  const { happeningId, at } = payloadOf('react', job)
  return underLease(ports.db, job, async (sql) => {
    const happening = await happenings.find(sql, job.accountId, { id: happeningId, at: new Date(at) })
    if (!happening) return { outcome: 'bury', error: `there is no happening ${happeningId}` } as const
    const listening = (reactions as Record<string, readonly Reaction<never>[]>)[happening.kind] ?? []
    for (const reaction of listening) await reaction(sql, ports, happening as never)
    return { outcome: 'done' } as const
  })
}

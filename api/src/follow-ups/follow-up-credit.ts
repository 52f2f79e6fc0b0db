import { campaigns, entries, underLease } from '@tamaru/db'
import { z } from 'zod'
import type { JobHandler } from '../jobs/job-handler.ts'
import { makeOffers } from '../offers/make-offers.ts'
import { inviteToSurvey } from '../surveys/invite-to-survey.ts'

const Payload = z.object({ entryId: z.uuid() })

/** What a credit may lead to: a survey, offers. Each in its own slice, all once per reason. */
export const followUpCredit: JobHandler = async (job, ports) => {
  const { entryId } = Payload.parse(job.payload)
  await underLease(ports.db, job, async (sql) => {
    const entry = await entries.find(sql, job.accountId, entryId)
    if (entry?.state !== 'approved') return
    const campaign = (await campaigns.findVersion(sql, job.accountId, entry.campaignVersionId!))!
    await inviteToSurvey(sql, ports, entry, campaign)
    await makeOffers(sql, ports, entry)
  })
  return { outcome: 'done' }
}

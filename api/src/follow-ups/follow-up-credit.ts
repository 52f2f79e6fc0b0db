import { campaigns, entries, underLease } from '@tamaru/db'
import { payloadOf } from '@tamaru/domain'
import type { JobHandler } from '../jobs/job-handler.ts'
import { makeOffers } from '../offers/make-offers.ts'
import { inviteToSurvey } from '../surveys/invite-to-survey.ts'

/** What a credit may lead to: a survey, offers. Each in its own slice, all once per reason. */
export const followUpCredit: JobHandler = async (job, ports) => {
  const { entryId } = payloadOf('follow_up_credit', job)
  await underLease(ports.db, job, async (sql) => {
    const entry = await entries.find(sql, job.accountId, entryId)
    if (entry?.state !== 'approved') return
    const campaign = (await campaigns.findVersion(sql, job.accountId, entry.campaignVersionId!))!
    await inviteToSurvey(sql, ports, entry, campaign)
    await makeOffers(sql, ports, entry)
  })
  return { outcome: 'done' }
}

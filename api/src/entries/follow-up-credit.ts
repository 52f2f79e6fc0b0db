import { campaigns, entries, underLease } from '@tamaru/db'
import { payloadOf } from '@tamaru/domain'
import { recordHappening } from '../happenings/record-happening.ts'
import type { JobHandler } from '../jobs/job-handler.ts'
import { approvalHappening } from './entry-happenings.ts'

/** What an older version left to be done after a credit: the happening is told that it did not know, and that is reacted to. */
export const followUpCredit: JobHandler = async (job, ports) => {
  const { entryId } = payloadOf('follow_up_credit', job)
  await underLease(ports.db, job, async (sql) => {
    const entry = await entries.find(sql, job.accountId, entryId)
    if (entry?.state !== 'approved') return
    const { campaignId } = (await campaigns.findVersion(sql, job.accountId, entry.campaignVersionId!))!
    const { decision, decidedAt } = entry
    await recordHappening(
      sql,
      approvalHappening({
        entry,
        campaignId,
        decision: decision!,
        at: decidedAt!,
        key: `entry:${entryId}:approved`,
      }),
    )
  })
  return { outcome: 'done' }
}

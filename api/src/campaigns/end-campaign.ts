import { audit, campaignDrafts, campaigns, inTransaction, type staff } from '@tamaru/db'
import { ProblemError } from '@tamaru/domain'
import type { z } from 'zod'
import type { Ports } from '../ports.ts'
import type { Ending } from './campaign-view.ts'

/** Ends a campaign with this Tokyo day: what has come by then is still judged. */
export function endCampaign(
  { db, now }: Pick<Ports, 'db' | 'now'>,
  { accountId, id: staffId }: staff.Staff,
  campaignId: string,
  { note }: z.infer<typeof Ending>,
): Promise<void> {
  return inTransaction(db, async (sql) => {
    const draft = await campaignDrafts.find(sql, accountId, campaignId)
    if (!draft) throw new ProblemError('not_found')
    const at = now()
    await campaigns.end(sql, accountId, campaignId, { staffId, note, now: at })
    await audit.record(sql, {
      accountId,
      staffId,
      act: 'campaign.end',
      subject: `campaign:${campaignId}`,
      before: { state: draft.state },
      after: { state: 'ended', note },
      now: at,
    })
  })
}

import { audit, campaignDrafts, inTransaction, type Db, type staff } from '@tamaru/db'
import type { z } from 'zod'
import type { NewCampaign } from './campaign-view.ts'

/** A new campaign, which is a draft until it is published. */
export function createCampaign(
  db: Db,
  { accountId, id: staffId }: staff.StaffMember,
  { slug, rules }: z.infer<typeof NewCampaign>,
): Promise<campaignDrafts.CampaignDraft> {
  return inTransaction(db, async (sql) => {
    const draft = await campaignDrafts.create(sql, accountId, { slug, rules, staffId })
    const subject = `campaign:${draft.id}`
    await audit.record(sql, { accountId, staffId, act: 'campaign.create', subject, after: { slug, rules } })
    return draft
  })
}

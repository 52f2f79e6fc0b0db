import { audit, campaignDrafts, inTransaction, type staff } from '@tamaru/db'
import type { z } from 'zod'
import type { Ports } from '../ports.ts'
import type { NewCampaign } from './campaign-view.ts'

/** A new campaign, which is a draft until it is published. */
export function createCampaign(
  { db, now }: Pick<Ports, 'db' | 'now'>,
  { accountId, id: staffId }: staff.Staff,
  { slug, rules }: z.infer<typeof NewCampaign>,
): Promise<campaignDrafts.CampaignDraft> {
  return inTransaction(db, async (sql) => {
    const at = now()
    const draft = await campaignDrafts.create(sql, accountId, { slug, rules, staffId, now: at })
    const subject = `campaign:${draft.id}`
    const created = { accountId, staffId, act: 'campaign.create', subject, after: { slug, rules } }
    await audit.record(sql, { ...created, now: at })
    return draft
  })
}

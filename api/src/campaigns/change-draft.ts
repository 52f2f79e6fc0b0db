import { audit, campaignDrafts, inTransaction, type staff } from '@tamaru/db'
import { compareRules } from '@tamaru/domain'
import type { z } from 'zod'
import type { Ports } from '../ports.ts'
import type { DraftChange } from './campaign-view.ts'

/** Changes a draft that is still as this person saw it. On record is what they changed in it. */
export function changeDraft(
  { db, now }: Pick<Ports, 'db' | 'now'>,
  { accountId, id: staffId }: staff.Staff,
  campaignId: string,
  { rules, revision }: z.infer<typeof DraftChange>,
): Promise<campaignDrafts.CampaignDraft> {
  return inTransaction(db, async (sql) => {
    const at = now()
    const before = await campaignDrafts.find(sql, accountId, campaignId)
    const draft = await campaignDrafts.change(sql, accountId, campaignId, {
      rules,
      revision,
      staffId,
      now: at,
    })
    const changes = compareRules(before!.rules, rules)
    await audit.record(sql, {
      accountId,
      staffId,
      act: 'campaign.draft',
      subject: `campaign:${campaignId}`,
      before: { revision, ...Object.fromEntries(changes.map((change) => [change.path, change.before])) },
      after: {
        revision: draft.revision,
        ...Object.fromEntries(changes.map((change) => [change.path, change.after])),
      },
      now: at,
    })
    return draft
  })
}

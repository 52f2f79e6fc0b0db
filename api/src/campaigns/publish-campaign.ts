import { audit, campaignDrafts, inTransaction, type staff } from '@tamaru/db'
import { ProblemError, roleReaches } from '@tamaru/domain'
import type { z } from 'zod'
import type { Ports } from '../ports.ts'
import type { Publication } from './campaign-view.ts'
import { parseRules } from './parse-rules.ts'

/**
 * Publishes the draft as this person saw it: it judges what comes from now on. That a plan may go over a cap of the
 * prize law is an owner's to publish, by the word of somebody named.
 */
export function publishCampaign(
  { db, now }: Pick<Ports, 'db' | 'now'>,
  { accountId, id: staffId, role }: staff.StaffMember,
  campaignId: string,
  { revision, note, override }: z.infer<typeof Publication>,
): Promise<{ version: number }> {
  if (override && !roleReaches(role, 'owner'))
    throw new ProblemError('forbidden', 'an override needs an owner')
  return inTransaction(db, async (sql) => {
    const draft = await campaignDrafts.find(sql, accountId, campaignId)
    if (!draft) throw new ProblemError('not_found')
    const rules = parseRules(draft.rules)
    const at = now()
    const published = { rules, revision, staffId, note, override, now: at }
    const { version, versionId } = await campaignDrafts.publish(sql, accountId, campaignId, published)
    await audit.record(sql, {
      accountId,
      staffId,
      act: 'campaign.publish',
      subject: `campaign:${campaignId}`,
      before: { version: draft.version },
      after: { version, versionId, note, overrideReason: override?.reason ?? null },
      now: at,
    })
    return { version }
  })
}

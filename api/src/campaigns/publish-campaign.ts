import { audit, campaignDrafts, inTransaction, type staff } from '@tamaru/db'
import { hasRight, ProblemError } from '@tamaru/domain'
import type { z } from 'zod'
import type { Ports } from '../ports.ts'
import type { Publication } from './campaign-view.ts'
import { parseRules } from './parse-rules.ts'

/**
 * Publishes the draft as this person saw it: it judges what comes from now on. That a plan may go over a cap of the
 * prize law takes who has the settings, and the word of somebody named.
 */
export function publishCampaign(
  { db, now }: Pick<Ports, 'db' | 'now'>,
  by: staff.Staff,
  campaignId: string,
  { revision, note, override }: z.infer<typeof Publication>,
): Promise<{ version: number }> {
  if (override && !hasRight(by, 'settings'))
    throw new ProblemError('forbidden', 'an override needs the settings')
  const { accountId, id: staffId } = by
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

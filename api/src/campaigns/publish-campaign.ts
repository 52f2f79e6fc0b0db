import { audit, campaignDrafts, inTransaction, type staff } from '@tamaru/db'
import { hasRight, ProblemError } from '@tamaru/domain'
import type { z } from 'zod'
import { faultOfSegment } from '../admission/require-segment.ts'
import { requireApproval } from '../approvals/require-approval.ts'
import type { Ports } from '../ports.ts'
import { fillRules } from '../products/fill-rules.ts'
import { campaignSubject } from './approve-draft.ts'
import type { Publication } from './campaign-view.ts'
import { parseRules } from './parse-rules.ts'

/**
 * Publishes the draft as this person saw it, with the goods as the catalogue has them: it judges what comes from now on.
 * That a plan may go over a cap of the prize law takes who has the settings, and the word of somebody named. Where approval
 * is on, somebody else has approved it as it is.
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
    const draft = await campaignDrafts.lock(sql, accountId, campaignId, revision)
    const written = await fillRules(sql, accountId, draft.rules)
    const rules = parseRules(written)
    await requireApproval(sql, campaignSubject(accountId, campaignId), written)
    const at = now()
    const fault = await faultOfSegment(sql, accountId, rules, at)
    if (fault) throw new ProblemError('draft_has_faults', `onlyFor: ${fault}`)
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

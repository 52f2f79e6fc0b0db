import {
  aliases,
  audit,
  campaignDrafts,
  campaignProducts,
  campaigns,
  inTransaction,
  type staff,
} from '@tamaru/db'
import { compareRules, ProblemError, withAlias, type CampaignRules } from '@tamaru/domain'
import type { z } from 'zod'
import type { Ports } from '../ports.ts'
import type { AliasAcceptance } from './alias-view.ts'

/**
 * Publishes the campaign's next version, with the alias: it judges what comes from now on. The product learns it too, for
 * whatever campaign names it next. Refuses one that was not
 * replayed over all that is there now, and one against which entries were decided, unless somebody says why it counts.
 */
export function acceptCandidate(
  { db, now }: Pick<Ports, 'db' | 'now'>,
  { accountId, id: staffId }: staff.Staff,
  candidateId: string,
  { overrideReason }: z.infer<typeof AliasAcceptance>,
): Promise<void> {
  return inTransaction(db, async (sql) => {
    const candidate = await aliases.lock(sql, accountId, candidateId)
    const at = now()
    if (!candidate) throw new ProblemError('not_found')
    if (candidate.state !== 'open') throw new ProblemError('alias_already_decided')
    const { campaignId, productId, printed, replay } = candidate
    if (!replay?.isCurrent) throw new ProblemError('alias_not_replayed')
    if (replay.result.conflicts > 0 && !overrideReason)
      throw new ProblemError('alias_conflicts', `${replay.result.conflicts} entries were decided otherwise`)

    const newest = await campaigns.findPublished(sql, accountId, campaignId)
    if (!newest!.rules.products.some(({ id }) => id === productId))
      throw new ProblemError('invalid_request', `the campaign no longer has the product ${productId}`)
    const draft = (await campaignDrafts.find(sql, accountId, campaignId))!
    const rules = withAlias(newest!.rules, productId, printed)
    const note = `別名「${printed}」を追加`
    const { override, slug } = newest!
    const { versionId, version } = await campaigns.publish(sql, accountId, slug, rules, {
      staffId,
      note,
      override,
      now: at,
    })
    // Publishing makes the rules the draft: what somebody is working on is kept, with the alias.
    if (compareRules(draft.rules, newest!.rules).length > 0) {
      const { revision } = (await campaignDrafts.find(sql, accountId, campaignId))!
      const kept = Array.isArray(draft.rules.products)
        ? withAlias(draft.rules as Pick<CampaignRules, 'products'>, productId, printed)
        : draft.rules
      await campaignDrafts.change(sql, accountId, campaignId, {
        rules: { ...kept },
        revision,
        authors: draft.authors,
        staffId,
        now: at,
      })
    }
    const taught = await campaignProducts.learnAlias(sql, { accountId, campaignId }, productId, printed)
    await campaignDrafts.addAuthor(sql, accountId, taught, staffId)
    const ended = { accountId, id: candidateId, staffId, campaignVersionId: versionId, now: at }
    await aliases.close(sql, { ...ended, state: 'accepted', reason: overrideReason })
    await audit.record(sql, {
      accountId,
      staffId,
      act: 'alias.accept',
      subject: `alias:${candidateId}`,
      before: { version: newest!.version },
      after: { campaignId, version, productId, printed, conflicts: replay.result.conflicts, overrideReason },
      now: at,
    })
  })
}

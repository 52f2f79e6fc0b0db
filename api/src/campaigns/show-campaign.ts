import { budgets, campaignDrafts, campaigns, type Sql } from '@tamaru/db'
import { CampaignRules, compareRules, prizeLaw, ProblemError } from '@tamaru/domain'
import type { z } from 'zod'
import { showApproval } from '../approvals/show-approval.ts'
import { campaignSubject } from './approve-draft.ts'
import { fillRules } from '../products/fill-rules.ts'
import type { CampaignSummary, CampaignView, VersionSummary, VersionView } from './campaign-view.ts'
import { faultsOf } from './parse-rules.ts'

/** Everything a marketer needs: the draft and what it would change, what was published, and how it goes. */
export async function showCampaign(
  sql: Sql,
  accountId: string,
  campaignId: string,
): Promise<z.infer<typeof CampaignView>> {
  const draft = await campaignDrafts.find(sql, accountId, campaignId)
  if (!draft) throw new ProblemError('not_found')
  const written = await fillRules(sql, accountId, draft.rules)
  const [newest, budgetLeft, counts, approval] = await Promise.all([
    campaigns.findPublished(sql, accountId, campaignId),
    budgets.left(sql, accountId, campaignId),
    campaignDrafts.count(sql, accountId, campaignId),
    showApproval(sql, campaignSubject(accountId, campaignId), written),
  ])
  const { data: rules } = CampaignRules.safeParse(written)
  return {
    ...summarise(draft),
    endedAt: draft.endedAt?.toISOString() ?? null,
    draft: {
      rules: written,
      faults: faultsOf(written),
      prizeLaw: rules ? prizeLaw(rules) : null,
      changes: newest ? compareRules(newest.rules, rules ?? written) : [],
      approval,
    },
    budgetLeft,
    counts,
  }
}

/** One published version, and what it changed. */
export async function showVersion(
  sql: Sql,
  accountId: string,
  campaignId: string,
  version: number,
): Promise<z.infer<typeof VersionView>> {
  const find = (one: number) => campaigns.findPublished(sql, accountId, campaignId, one)
  const [found, before] = [await find(version), await find(version - 1)]
  if (!found) throw new ProblemError('not_found')
  const { rules, prizeLaw } = found
  const changes = before ? compareRules(before.rules, rules) : []
  return { ...summariseVersion(found), rules, prizeLaw, changes }
}

export function summarise(draft: campaignDrafts.CampaignDraft): z.infer<typeof CampaignSummary> {
  const { id, slug, state, revision, version, changedAt, changedBy, archivedAt, rules } = draft
  const name = typeof rules.name === 'string' ? rules.name : slug
  return {
    id,
    slug,
    state,
    name,
    revision,
    version,
    changedAt: changedAt.toISOString(),
    changedBy,
    archivedAt: archivedAt?.toISOString() ?? null,
  }
}

export function summariseVersion(version: campaigns.PublishedVersion): z.infer<typeof VersionSummary> {
  return {
    version: version.version,
    publishedAt: version.publishedAt.toISOString(),
    publishedBy: version.publishedBy?.name ?? null,
    note: version.note,
    withinLaw: version.prizeLaw?.within ?? null,
    override: version.override,
  }
}

import { CampaignRules } from '@tamaru/domain'
import type { Sql } from './open-db.ts'

export interface CampaignVersion {
  id: string
  campaignId: string
  slug: string
  version: number
  rules: CampaignRules
}

interface VersionRow extends Omit<CampaignVersion, 'rules'> {
  rules: unknown
}

/** The newest version of the account's published campaign. With several, the one published last. */
export async function findPublished(sql: Sql, accountId: string): Promise<CampaignVersion | undefined> {
  const [row] = await sql<VersionRow[]>`
    select v.id, v.campaign_id, c.slug, v.version, v.rules
    from campaign c join campaign_version v on v.campaign_id = c.id
    where c.account_id = ${accountId} and c.state = 'published'
    order by v.published_at desc, v.version desc limit 1`
  return row && { ...row, rules: CampaignRules.parse(row.rules) }
}

export async function findVersion(
  sql: Sql,
  accountId: string,
  versionId: string,
): Promise<CampaignVersion | undefined> {
  const [row] = await sql<VersionRow[]>`
    select v.id, v.campaign_id, c.slug, v.version, v.rules
    from campaign c join campaign_version v on v.campaign_id = c.id
    where c.account_id = ${accountId} and v.id = ${versionId}`
  return row && { ...row, rules: CampaignRules.parse(row.rules) }
}

/** Publishes rules as the next version of a campaign, which is made if it is new. */
export async function publish(
  sql: Sql,
  accountId: string,
  slug: string,
  rules: CampaignRules,
): Promise<{ campaignId: string; versionId: string }> {
  const [campaign] = await sql<{ id: string }[]>`
    insert into campaign (account_id, slug, state) values (${accountId}, ${slug}, 'published')
    on conflict (account_id, slug) do update set state = 'published' returning id`
  const [version] = await sql<{ id: string }[]>`
    insert into campaign_version (account_id, campaign_id, version, rules)
    select ${accountId}, ${campaign!.id}, coalesce(max(version), 0) + 1, ${sql.json(CampaignRules.parse(rules))}
    from campaign_version where campaign_id = ${campaign!.id}
    returning id`
  return { campaignId: campaign!.id, versionId: version!.id }
}

import {
  campaignInForce,
  CampaignRules,
  StoredRules,
  prizeLaw,
  ProblemError,
  requireWithinLaw,
  tokyoDate,
  type PrizeLaw,
  type PrizeOverride,
} from '@tamaru/domain'
import * as budgets from '../ledger/budgets.ts'
import * as draws from '../draws/draws.ts'
import * as campaignProducts from '../products/campaign-products.ts'
import type { Sql } from '../open-db.ts'
import { inOrder, toPage, type Page, type PageAsked, type Place } from '../paging.ts'

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

const columns = (sql: Sql) => sql`v.id, v.campaign_id, c.slug, v.version, v.rules`
const parse = (row: VersionRow): CampaignVersion => ({ ...row, rules: StoredRules.parse(row.rules) })

/**
 * The version that judges an entry which came at this moment: of the campaign that is in force on its Tokyo day (see
 * `campaignInForce`) the newest that was published by then. An entry from before anything was published belongs to what
 * was published first. Undefined where the account has published nothing.
 */
export async function findInForce(
  sql: Sql,
  accountId: string,
  at: Date,
): Promise<CampaignVersion | undefined> {
  // Moments lose their microseconds on the way to JavaScript: a version counts from the beginning of its millisecond.
  const candidates = await sql<
    { id: string; slug: string; opens: string; closes: string; createdAt: Date }[]
  >`
    select distinct on (c.id) v.id, c.slug, c.created_at, v.rules ->> 'entryUntil' as closes,
      coalesce(v.rules ->> 'entryFrom', v.rules ->> 'purchasedFrom') as opens
    from campaign c join campaign_version v on v.campaign_id = c.id
    where c.account_id = ${accountId} and date_trunc('milliseconds', v.published_at) <= greatest(
        ${at}::timestamptz, (select min(published_at) from campaign_version where account_id = ${accountId}))
      and (c.ended_at is null or to_char(c.ended_at at time zone 'Asia/Tokyo', 'YYYY-MM-DD')
        >= coalesce(v.rules ->> 'entryFrom', v.rules ->> 'purchasedFrom'))
    order by c.id, v.version desc`
  const chosen = campaignInForce(candidates, tokyoDate(at))
  return chosen && findVersion(sql, accountId, chosen.id)
}

export async function findVersion(
  sql: Sql,
  accountId: string,
  versionId: string,
): Promise<CampaignVersion | undefined> {
  const [row] = await sql<VersionRow[]>`
    select ${columns(sql)} from campaign c join campaign_version v on v.campaign_id = c.id
    where c.account_id = ${accountId} and v.id = ${versionId}`
  return row && parse(row)
}

export interface PublishedVersion extends CampaignVersion {
  publishedAt: Date
  /** Null for a command on the server. */
  publishedBy: { staffId: string; name: string } | null
  note: string | null
  prizeLaw: PrizeLaw | null
  override: PrizeOverride | null
}

/** The versions of a campaign, the newest first. */
export async function listVersions(
  sql: Sql,
  accountId: string,
  campaignId: string,
  asked: PageAsked,
): Promise<Page<PublishedVersion>> {
  const { place, beyond, tail } = inOrder(sql, [[sql`v.version`, 'bigint']], 'desc', asked)
  const rows = await sql<(PublishedVersion & VersionRow & { place: Place })[]>`
    select ${published(sql)}, ${place} ${publishedOf(sql, accountId, campaignId)} ${beyond} ${tail}`
  return toPage(
    rows.map((row) => ({ ...row, ...parse(row) })),
    asked,
  )
}

/** Every version of a campaign, the newest first: what a public record tells of all. */
export async function everyVersion(
  sql: Sql,
  accountId: string,
  campaignId: string,
): Promise<PublishedVersion[]> {
  const rows = await sql<(PublishedVersion & VersionRow)[]>`
    select ${published(sql)} ${publishedOf(sql, accountId, campaignId)} order by v.version desc`
  return rows.map((row) => ({ ...row, ...parse(row) }))
}

/** The newest version of a campaign, or that of a number; undefined where there is none. */
export async function findPublished(
  sql: Sql,
  accountId: string,
  campaignId: string,
  version?: number,
): Promise<PublishedVersion | undefined> {
  const [row] = await sql<(PublishedVersion & VersionRow)[]>`
    select ${published(sql)} ${publishedOf(sql, accountId, campaignId)}
      and (${version ?? null}::int is null or v.version = ${version ?? null})
    order by v.version desc limit 1`
  return row && { ...row, ...parse(row) }
}

const published = (sql: Sql) => sql`${columns(sql)}, v.published_at, v.note, v.prize_law,
  case when s.id is not null then json_build_object('staffId', s.id, 'name', s.display_name) end as published_by,
  case when v.override_name is not null
    then json_build_object('name', v.override_name, 'reason', v.override_reason) end as override`
const publishedOf = (sql: Sql, accountId: string, campaignId: string) => sql`
  from campaign c join campaign_version v on v.campaign_id = c.id left join staff s on s.id = v.published_by
  where c.account_id = ${accountId} and c.id = ${campaignId}`

export interface Publishing {
  now: Date
  /** Null for a command on the server. */
  staffId?: string | null
  note?: string | null
  override?: PrizeOverride | null
}

/**
 * Publishes rules as the next version of a campaign, which is made if it is new: they judge every entry that comes from
 * now on. They become the campaign's draft, their budget its budget, their goods products of the account. The caller holds the transaction: all of it
 * stands, or none. Refuses `prize_over_cap` without an override, `campaign_has_ended`, and `allotment_below_used` for a
 * budget below what was given.
 */
export async function publish(
  sql: Sql,
  accountId: string,
  slug: string,
  given: CampaignRules,
  by: Publishing,
): Promise<{ campaignId: string; versionId: string; version: number }> {
  const rules = CampaignRules.parse(given)
  const law = prizeLaw(rules)
  requireWithinLaw(law, by.override)
  // The row is held until the transaction ends: versions are numbered in the order in which they were published.
  const [campaign] = await sql<{ id: string; state: string }[]>`
    insert into campaign (account_id, slug, state, created_at)
    values (${accountId}, ${slug}, 'published', ${by.now})
    on conflict (account_id, slug) do update
      set state = case campaign.state when 'ended' then 'ended' else 'published' end
    returning id, state`
  const campaignId = campaign!.id
  if (campaign!.state === 'ended') throw new ProblemError('campaign_has_ended')
  const made = await addVersion(sql, accountId, campaignId, { rules, prizeLaw: law, ...by })
  await budgets.set(sql, accountId, campaignId, rules.budget_points, by.now)
  await draws.commit(sql, accountId, campaignId, rules, by.now)
  return { campaignId, ...made }
}

/**
 * Ends a campaign: its last version takes entries until this Tokyo day is over, or until it would have closed anyway. One
 * that has not opened yet never will. Refuses `campaign_has_ended`.
 */
export async function end(sql: Sql, accountId: string, campaignId: string, by: Publishing): Promise<void> {
  const { count } = await sql`
    update campaign set state = 'ended', ended_at = ${by.now}
    where account_id = ${accountId} and id = ${campaignId} and state <> 'ended'`
  if (count === 0) throw new ProblemError('campaign_has_ended')
  const newest = await findPublished(sql, accountId, campaignId)
  const today = tokyoDate(by.now)
  if (!newest || opensOn(newest.rules) > today || newest.rules.entryUntil <= today) return
  const { prizeLaw, override } = newest
  const rules = { ...newest.rules, entryUntil: today }
  await addVersion(sql, accountId, campaignId, { ...by, rules, prizeLaw, override })
}

async function addVersion(
  sql: Sql,
  accountId: string,
  campaignId: string,
  version: Publishing & { rules: CampaignRules; prizeLaw: PrizeLaw | null },
): Promise<{ versionId: string; version: number }> {
  const { rules, prizeLaw, staffId = null, note = null, override, now } = version
  await campaignProducts.ensure(sql, { accountId, campaignId }, rules, now)
  // Who waited for another publisher may have looked at the clock before that one did.
  const [made] = await sql<{ versionId: string; version: number }[]>`
    insert into campaign_version
      (account_id, campaign_id, version, rules, published_by, note, prize_law, override_name, override_reason,
       published_at)
    select ${accountId}, ${campaignId}, coalesce(max(version), 0) + 1, ${sql.json(rules)}, ${staffId}, ${note},
      ${prizeLaw && sql.json(prizeLaw)}, ${override?.name ?? null}, ${override?.reason ?? null},
      greatest(${now}::timestamptz, max(published_at))
    from campaign_version where campaign_id = ${campaignId}
    returning id as version_id, version`
  await sql`
    insert into campaign_draft (account_id, campaign_id, rules, changed_by, changed_at)
    values (${accountId}, ${campaignId}, ${sql.json(rules)}, ${staffId}, ${now})
    on conflict (campaign_id) do update set rules = excluded.rules, changed_by = excluded.changed_by,
      changed_at = excluded.changed_at, authors = '{}', revision = campaign_draft.revision + 1`
  return made!
}

function opensOn({ entryFrom, purchasedFrom }: CampaignRules): string {
  return entryFrom ?? purchasedFrom
}

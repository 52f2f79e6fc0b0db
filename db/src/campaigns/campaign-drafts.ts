import { ProblemError } from '@tamaru/domain'
import * as campaigns from './campaigns.ts'
import type { Sql } from '../open-db.ts'
import { wearing, type LabelAsked } from '../labels/wearing.ts'
import { inSortedOrder, toPage, type Key, type Page, type Place, type SortedPageAsked } from '../paging.ts'
import { whoShops } from '../shoppers/shoppers.ts'

export interface CampaignDraft {
  id: string
  slug: string
  state: 'draft' | 'published' | 'ended'
  endedAt: Date | null
  archivedAt: Date | null
  /** As it was written; it may have faults. */
  rules: Record<string, unknown>
  /** Counted up by each change. */
  revision: number
  changedAt: Date
  /** Null for a command on the server. */
  changedBy: string | null
  /** Staff ids of who has written in it since it was last published. */
  authors: string[]
  /** The newest version; null for what was never published. */
  version: number | null
}

const columns = (sql: Sql) => sql`
  c.id, c.slug, c.state, c.ended_at, c.archived_at, d.rules, d.revision, d.changed_at, s.display_name as changed_by, d.authors,
  (select max(v.version) from campaign_version v where v.campaign_id = c.id) as version`
const tables = (sql: Sql) => sql`
  from campaign c join campaign_draft d on d.campaign_id = c.id left join staff s on s.id = d.changed_by`

/** `running`: what runs behind drafts behind what is over, each by when it was made. */
export type CampaignOrder = 'running' | 'made' | 'changed' | 'name' | 'from'

/** The campaigns of an account that are in its archive, or that are not. */
export async function list(
  sql: Sql,
  accountId: string,
  state: 'kept' | 'archived',
  asked: SortedPageAsked<CampaignOrder> & LabelAsked,
): Promise<Page<CampaignDraft>> {
  const made: Key[] = [
    [sql`c.created_at`, 'moment'],
    [sql`c.id`, 'uuid'],
  ]
  const id: Key = [sql`c.id`, 'uuid']
  const { place, beyond, tail } = inSortedOrder(
    sql,
    {
      running: [[sql`array_position(array['ended', 'draft', 'published'], c.state)`, 'bigint'], ...made],
      made,
      changed: [[sql`d.changed_at`, 'moment'], id],
      // A name may be longer than a cursor.
      name: [[sql`left(coalesce(d.rules ->> 'name', c.slug), 60)`, 'text'], id],
      from: [[sql`left(coalesce(d.rules ->> 'purchasedFrom', ''), 60)`, 'text'], id],
    },
    asked,
  )
  const isIn = state === 'kept' ? sql`c.archived_at is null` : sql`c.archived_at is not null`
  const rows = await sql<(CampaignDraft & { place: Place })[]>`
    select ${columns(sql)}, ${place} ${tables(sql)} where c.account_id = ${accountId} and ${isIn} ${wearing(sql, 'campaign', { account: sql`c.account_id`, id: sql`c.id` }, asked)}
      ${beyond} ${tail}`
  return toPage(rows, asked)
}

/** Puts a campaign that is over into the archive, or takes it out. */
export async function archive(
  sql: Sql,
  accountId: string,
  campaignId: string,
  archivedAt: Date | null,
): Promise<void> {
  await sql`
    update campaign set archived_at = ${archivedAt} where account_id = ${accountId} and id = ${campaignId}`
}

export async function find(
  sql: Sql,
  accountId: string,
  campaignId: string,
): Promise<CampaignDraft | undefined> {
  const [draft] = await sql<CampaignDraft[]>`
    select ${columns(sql)} ${tables(sql)} where c.account_id = ${accountId} and c.id = ${campaignId}`
  return draft
}

/** A new campaign that is a draft only. Refuses `campaign_slug_taken`. */
export async function create(
  sql: Sql,
  accountId: string,
  made: { slug: string; rules: Record<string, unknown>; staffId: string; now: Date },
): Promise<CampaignDraft> {
  const [campaign] = await sql<{ id: string }[]>`
    insert into campaign (account_id, slug, state, created_at)
    values (${accountId}, ${made.slug}, 'draft', ${made.now}) returning id`
  await sql`
    insert into campaign_draft (account_id, campaign_id, rules, changed_by, changed_at, authors)
    values (${accountId}, ${campaign!.id}, ${sql.json(made.rules as never)}, ${made.staffId}, ${made.now},
      array[${made.staffId}::uuid])`
  return (await find(sql, accountId, campaign!.id))!
}

/**
 * Changes a draft that is still as its writer saw it. Refuses `draft_changed_meanwhile`, `campaign_has_ended` and
 * `not_found`.
 */
export async function change(
  sql: Sql,
  accountId: string,
  campaignId: string,
  changed: {
    rules: Record<string, unknown>
    revision: number
    staffId: string
    /** Who else's work stands in it. */
    authors?: readonly string[]
    now: Date
  },
): Promise<CampaignDraft> {
  const before = await lock(sql, accountId, campaignId, changed.revision)
  const authors = [...new Set([...before.authors, ...(changed.authors ?? []), changed.staffId])]
  await sql`
    update campaign_draft set rules = ${sql.json(changed.rules as never)}, revision = revision + 1,
      changed_by = ${changed.staffId}, changed_at = ${changed.now}, authors = ${authors}::uuid[]
    where account_id = ${accountId} and campaign_id = ${campaignId}`
  return (await find(sql, accountId, campaignId))!
}

/** Makes somebody an author of every draft that names one of these products of the account: it means something else by them. */
export async function addAuthor(
  sql: Sql,
  accountId: string,
  productIds: readonly string[],
  staffId: string,
): Promise<void> {
  await sql`
    update campaign_draft d set authors = d.authors || ${staffId}::uuid
    where d.account_id = ${accountId} and not ${staffId} = any(d.authors) and exists (
      select from unnest(${[...productIds]}::text[]) as product_id,
        unnest(array['products', 'otherProducts']) as list
      where d.rules @> jsonb_build_object(list, jsonb_build_array(jsonb_build_object('id', product_id))))`
}

/** Publishes a draft that is still as the publisher saw it. Refuses as `change` and `campaigns.publish` do. */
export async function publish(
  sql: Sql,
  accountId: string,
  campaignId: string,
  given: campaigns.Publishing & { revision: number; rules: Parameters<typeof campaigns.publish>[3] },
): ReturnType<typeof campaigns.publish> {
  const { slug } = await lock(sql, accountId, campaignId, given.revision)
  return campaigns.publish(sql, accountId, slug, given.rules, given)
}

/**
 * The draft as it is at this revision, and no other transaction's until this one ends. Refuses as `change` does.
 */
export async function lock(
  sql: Sql,
  accountId: string,
  campaignId: string,
  revision: number,
): Promise<CampaignDraft> {
  await sql`select 1 from campaign where account_id = ${accountId} and id = ${campaignId} for no key update`
  const draft = await find(sql, accountId, campaignId)
  if (!draft) throw new ProblemError('not_found')
  if (draft.state === 'ended') throw new ProblemError('campaign_has_ended')
  if (draft.revision !== revision)
    throw new ProblemError('draft_changed_meanwhile', `it is at revision ${draft.revision}`)
  return draft
}

export interface CampaignCounts {
  entries: number
  shoppers: number
  approved: number
  rejected: number
  waiting: number
  points: number
}

/** Counts what has been judged by any version of a campaign, of those who shop. */
export async function count(sql: Sql, accountId: string, campaignId: string): Promise<CampaignCounts> {
  const [row] = await sql<CampaignCounts[]>`
    select count(*)::int as entries, count(distinct e.shopper_id)::int as shoppers,
      count(*) filter (where e.state = 'approved')::int as approved,
      count(*) filter (where e.state in ('rejected', 'revoked'))::int as rejected,
      count(*) filter (where e.state = 'needs_review')::int as waiting,
      coalesce(sum(e.points) filter (where e.state = 'approved'), 0)::float8 as points
    from entry e join shopper s on s.id = e.shopper_id and ${whoShops(sql)}
    join campaign_version v on v.id = e.campaign_version_id
    where e.account_id = ${accountId} and v.campaign_id = ${campaignId}`
  return row!
}

import { AliasReplay, Decision, type Reading, type AliasSighting, type EntryState } from '@tamaru/domain'
import type { Sql } from '../open-db.ts'
import { understandReading } from '../entries/understand-reading.ts'
import { inOrder, toPage, type Page, type PageAsked, type Place } from '../paging.ts'

export interface AliasCandidate {
  id: string
  campaignId: string
  campaignName: string
  name: string
  /** As it was printed last. */
  printed: string
  productId: string
  state: 'open' | 'accepted' | 'dismissed'
  reason: string | null
  decidedBy: string | null
  decidedAt: Date | null
  createdAt: Date
  /** Entries in which staff named the product for this line, who they were, and the newest of them. */
  seen: { entries: number; staff: string[]; examples: string[] }
  /** Entries in which staff left the same line uncounted, or named another product. */
  against: { entries: number; staff: string[]; examples: string[] }
  replay: KeptReplay | null
}

export interface KeptReplay {
  result: AliasReplay
  /** The number of the version that it was compared with. */
  version: number
  by: string
  at: Date
  /** Whether nothing was published and nothing seen of the line since. */
  isCurrent: boolean
}

const EXAMPLES = 5

/** Keeps what staff made of an entry's lines. What they named a product for is a candidate from then on. */
export async function recordSightings(
  sql: Sql,
  seen: {
    accountId: string
    entryId: string
    campaignId: string
    staffId: string
    sightings: AliasSighting[]
    now: Date
  },
): Promise<void> {
  const { accountId, entryId, campaignId, staffId, sightings, now } = seen
  if (sightings.length === 0) return
  const rows = sightings.map((one) => ({ accountId, entryId, campaignId, staffId, seenAt: now, ...one }))
  await sql`
    insert into alias_sighting ${sql(rows)}
    on conflict (account_id, entry_id, name) do update set printed = excluded.printed, product_id = excluded.product_id,
      campaign_id = excluded.campaign_id, staff_id = excluded.staff_id, seen_at = excluded.seen_at`
  const candidates = sightings
    .filter(({ productId }) => productId !== null)
    .map(({ name, productId }) => ({ accountId, campaignId, name, productId, createdAt: now }))
  if (candidates.length > 0) await sql`insert into alias_candidate ${sql(candidates)} on conflict do nothing`
}

/** Forgets what staff made of an entry's lines: they look at it anew. */
export async function forgetSightings(sql: Sql, accountId: string, entryId: string): Promise<void> {
  await sql`delete from alias_sighting where account_id = ${accountId} and entry_id = ${entryId}`
}

/**
 * Candidates in a state, those that were seen most often first. One that is seen more often while somebody walks on may
 * move to a page that they have passed.
 */
export async function list(
  sql: Sql,
  accountId: string,
  state: AliasCandidate['state'],
  asked: PageAsked,
): Promise<Page<AliasCandidate>> {
  return select(sql, sql`a.account_id = ${accountId} and a.state = ${state}`, asked)
}

export async function find(sql: Sql, accountId: string, id: string): Promise<AliasCandidate | undefined> {
  const { items } = await select(sql, sql`a.account_id = ${accountId} and a.id = ${id}`, { limit: 1 })
  return items[0]
}

/** As `find`, and holds candidate and campaign until the transaction ends: nobody else publishes meanwhile. */
export async function lock(sql: Sql, accountId: string, id: string): Promise<AliasCandidate | undefined> {
  await sql`
    select 1 from alias_candidate a join campaign c on c.account_id = a.account_id and c.id = a.campaign_id
    where a.account_id = ${accountId} and a.id = ${id} for no key update`
  return find(sql, accountId, id)
}

async function select(sql: Sql, which: ReturnType<Sql>, asked: PageAsked): Promise<Page<AliasCandidate>> {
  const { place, beyond, tail } = inOrder(
    sql,
    [
      [sql`(-often.seen)`, 'bigint'],
      [sql`a.created_at`, 'moment'],
      [sql`a.id`, 'uuid'],
    ],
    'asc',
    asked,
  )
  const evidence = (isFor: boolean) => sql`
    select json_build_object('entries', count(*), 'staff', coalesce(json_agg(distinct m.display_name), '[]'),
      'examples', coalesce(to_json((array_agg(s.entry_id order by s.seen_at desc))[:${EXAMPLES}::int]), '[]'))
    from alias_sighting s join staff m on m.account_id = s.account_id and m.id = s.staff_id
    where s.account_id = a.account_id and s.campaign_id = a.campaign_id and s.name = a.name
      and (s.product_id is not distinct from a.product_id) = ${isFor}`
  const rows = await sql<(AliasCandidate & { replay: unknown; place: Place })[]>`
    select ${place}, a.id, a.campaign_id, v.rules ->> 'name' as campaign_name, a.name, last.printed, a.product_id, a.state,
      a.reason, d.display_name as decided_by, a.decided_at, a.created_at,
      (${evidence(true)}) as seen, (${evidence(false)}) as against, replay.it as replay
    from alias_candidate a
      left join staff d on d.account_id = a.account_id and d.id = a.decided_by
      cross join lateral (
        select id, version, rules from campaign_version
        where campaign_id = a.campaign_id order by version desc limit 1) v
      cross join lateral (
        select max(seen_at) as at, (array_agg(printed order by (product_id = a.product_id) desc nulls last, seen_at desc))[1] as printed
        from alias_sighting s
        where s.account_id = a.account_id and s.campaign_id = a.campaign_id and s.name = a.name) last
      left join lateral (
        select json_build_object('result', r.result, 'version', rv.version, 'by', m.display_name, 'at', r.replayed_at,
          'isCurrent', r.campaign_version_id = v.id and r.replayed_at >= last.at) as it
        from alias_replay r join campaign_version rv on rv.id = r.campaign_version_id
          join staff m on m.account_id = r.account_id and m.id = r.staff_id
        where r.account_id = a.account_id and r.candidate_id = a.id order by r.id desc limit 1) replay on true
      cross join lateral (
        select count(*) as seen from alias_sighting s
        where s.account_id = a.account_id and s.campaign_id = a.campaign_id and s.name = a.name) often
    where ${which} ${beyond} ${tail}`
  return toPage(
    rows.map((row) => ({ ...row, replay: parseReplay(row.replay) })),
    asked,
  )
}

function parseReplay(replay: unknown): KeptReplay | null {
  if (replay === null) return null
  const kept = replay as KeptReplay & { at: string }
  return { ...kept, result: AliasReplay.parse(kept.result), at: new Date(kept.at) }
}

export async function recordReplay(
  sql: Sql,
  replay: {
    accountId: string
    candidateId: string
    campaignVersionId: string
    staffId: string
    result: AliasReplay
    now: Date
  },
): Promise<void> {
  await sql`
    insert into alias_replay (account_id, candidate_id, campaign_version_id, staff_id, result, replayed_at)
    values (${replay.accountId}, ${replay.candidateId}, ${replay.campaignVersionId}, ${replay.staffId},
            ${sql.json(AliasReplay.parse(replay.result))}, ${replay.now})`
}

/** Ends a candidate: accepted into a version, or dismissed. */
export async function close(
  sql: Sql,
  closing: {
    accountId: string
    id: string
    state: 'accepted' | 'dismissed'
    staffId: string
    reason: string | null
    campaignVersionId: string | null
    now: Date
  },
): Promise<void> {
  await sql`
    update alias_candidate set state = ${closing.state}, decided_by = ${closing.staffId}, decided_at = ${closing.now},
      reason = ${closing.reason}, campaign_version_id = ${closing.campaignVersionId}
    where account_id = ${closing.accountId} and id = ${closing.id}`
}

/** Counts the entries that have been read. */
export async function countRead(sql: Sql, accountId: string): Promise<number> {
  const [row] = await sql<{ count: number }[]>`
    select count(distinct entry_id)::int from reading where account_id = ${accountId}`
  return row!.count
}

/** The names of the lines of each entry's newest reading, a page after the entry with `afterId`, in the order of ids. */
export async function listPrintedLines(
  sql: Sql,
  accountId: string,
  afterId: string | null,
  limit: number,
): Promise<{ entryId: string; names: string[] }[]> {
  return sql`
    select distinct on (entry_id) entry_id,
      jsonb_path_query_array(reading, '$.items[*].name') as names
    from reading
    where account_id = ${accountId} ${afterId === null ? sql`` : sql`and entry_id > ${afterId}`}
    order by entry_id, id desc limit ${limit}`
}

export interface StoredEntry {
  entryId: string
  state: EntryState
  campaignId: string | null
  reading: Reading
  decision: Decision | null
}

/** These entries with their newest reading and how they stand. */
export async function listEntries(sql: Sql, accountId: string, entryIds: string[]): Promise<StoredEntry[]> {
  const rows = await sql<
    (Omit<StoredEntry, 'reading' | 'decision'> & { reading: unknown; decision: unknown })[]
  >`
    select distinct on (e.id) e.id as entry_id, e.state, v.campaign_id, r.reading, e.decision
    from entry e join reading r on r.account_id = e.account_id and r.entry_id = e.id
      left join campaign_version v on v.account_id = e.account_id and v.id = e.campaign_version_id
    where e.account_id = ${accountId} and e.id = any(${entryIds}) order by e.id, r.id desc`
  return rows.map((row) => ({
    ...row,
    reading: understandReading(row.reading),
    decision: row.decision === null ? null : Decision.parse(row.decision),
  }))
}

import type { AudienceList } from '@tamaru/domain'
import type { Sql } from '../open-db.ts'
import { inOrder, toPage, type Page, type PageAsked, type Place } from '../paging.ts'

export interface NewAudience {
  name: string
  list: AudienceList
  /** Where the list comes from, and what its people agreed to: declared by who uploads it. */
  origin: string
  consent: string
  people: number
}

export interface Audience extends NewAudience {
  id: string
  madeBy: string
  madeByName: string
  madeAt: Date
  /** Of the account's people, how many were found in it. */
  matched: number
  /** How many of those who were uploaded are not held, and wait to be. */
  waiting: number
}

/** A keyed hash, and which of the people who were uploaded has it. */
export interface UploadedHash {
  row: number
  keyedHash: string
}

/** Holds the account's lists until the transaction ends, so that no contact and no list come past each other. */
export async function hold(sql: Sql, accountId: string): Promise<void> {
  await sql`select 1 from account where id = ${accountId} for no key update`
}

/** Adds a list without its people. Refuses `audience_name_taken`. */
export async function add(
  sql: Sql,
  accountId: string,
  { name, list, origin, consent, people }: NewAudience,
  { staffId, now }: { staffId: string; now: Date },
): Promise<string> {
  const [row] = await sql<{ id: string }[]>`
    insert into audience (account_id, name, list, origin, consent, people, made_by, made_at)
    values (${accountId}, ${name}, ${list}, ${origin}, ${consent}, ${people}, ${staffId}, ${now}) returning id`
  return row!.id
}

/** Finds who of the uploaded is held; the hashes (in hex) of all others wait. Returns how many were found. */
export async function match(
  sql: Sql,
  accountId: string,
  audienceId: string,
  hashes: readonly UploadedHash[],
  now: Date,
): Promise<number> {
  const [row] = await sql<{ matched: number }[]>`
    with sent as materialized (
      select t.row_no, decode(t.hash, 'hex') as keyed_hash
      from unnest(${hashes.map(({ row: no }) => no)}::int[], ${hashes.map(({ keyedHash }) => keyedHash)}::text[])
        as t (row_no, hash)),
    found as materialized (
      select s.row_no, c.shopper_id from sent s
      join contact c on c.account_id = ${accountId} and c.keyed_hash = s.keyed_hash),
    waits as (
      insert into audience_hash (account_id, audience_id, keyed_hash, row_no)
      select ${accountId}, ${audienceId}, keyed_hash, row_no from sent where row_no not in (select row_no from found)
      on conflict do nothing),
    came as (
      insert into audience_member (account_id, audience_id, shopper_id, matched_at)
      select distinct ${accountId}::uuid, ${audienceId}::uuid, shopper_id, ${now}::timestamptz from found
      on conflict do nothing returning shopper_id)
    select count(*)::int as matched from came`
  return row!.matched
}

/** Finds people whose contacts have just been told in the lists that wait for them, and lets the hashes go. */
export async function matchWaiting(
  sql: Sql,
  accountId: string,
  shopperIds: readonly string[],
  now: Date,
): Promise<void> {
  await sql`
    with found as materialized (
      select distinct h.audience_id, h.row_no, c.shopper_id
      from contact c join audience_hash h on h.account_id = c.account_id and h.keyed_hash = c.keyed_hash
      where c.account_id = ${accountId} and c.shopper_id = any(${shopperIds as string[]}::uuid[])),
    gone as (
      delete from audience_hash h using found f
      where h.account_id = ${accountId} and h.audience_id = f.audience_id and h.row_no = f.row_no),
    came as (
      insert into audience_member (account_id, audience_id, shopper_id, matched_at)
      select ${accountId}, audience_id, shopper_id, ${now} from found on conflict do nothing returning shopper_id)
    insert into person_touched (account_id, shopper_id) select distinct ${accountId}::uuid, shopper_id from came`
}

const columns = (sql: Sql) => sql`
  a.id, a.name, a.list, a.origin, a.consent, a.people, a.made_by, a.made_at, s.display_name as made_by_name,
  (select count(*)::int from audience_member m where m.account_id = a.account_id and m.audience_id = a.id) as matched,
  (select count(distinct h.row_no)::int from audience_hash h where h.account_id = a.account_id and h.audience_id = a.id) as waiting`

export async function find(sql: Sql, accountId: string, id: string): Promise<Audience | undefined> {
  const [audience] = await sql<Audience[]>`
    select ${columns(sql)} from audience a join staff s on s.account_id = a.account_id and s.id = a.made_by
    where a.account_id = ${accountId} and a.id = ${id} and a.ended_at is null`
  return audience
}

/** Lists what has not ended, the newest first. */
export async function list(sql: Sql, accountId: string, asked: PageAsked): Promise<Page<Audience>> {
  const { place, beyond, tail } = inOrder(
    sql,
    [
      [sql`a.made_at`, 'moment'],
      [sql`a.id`, 'uuid'],
    ],
    'desc',
    asked,
  )
  const rows = await sql<(Audience & { place: Place })[]>`
    select ${columns(sql)}, ${place} from audience a join staff s on s.account_id = a.account_id and s.id = a.made_by
    where a.account_id = ${accountId} and a.ended_at is null ${beyond} ${tail}`
  return toPage(rows, asked)
}

/** Names the segments whose rules name a list. */
export async function usesOf(sql: Sql, accountId: string, id: string): Promise<string[]> {
  const rows = await sql<{ name: string }[]>`
    select name from segment where account_id = ${accountId} and archived_at is null
      and rule @? format('$.**.audience ? (@ == "%s")', ${id}::uuid)::jsonpath
    order by name`
  return rows.map(({ name }) => name)
}

/** Ends a list: nobody is in it any more, and nobody is waited for. */
export async function end(sql: Sql, accountId: string, id: string, now: Date): Promise<void> {
  await endAll(sql, accountId, sql`a.id = ${id}`, now)
}

/** Ends the lists that were uploaded before a moment. Returns how many. */
export const endOld = (sql: Sql, accountId: string, { before, now }: { before: Date; now: Date }) =>
  endAll(sql, accountId, sql`a.made_at < ${before}`, now)

async function endAll(sql: Sql, accountId: string, which: ReturnType<Sql>, now: Date): Promise<number> {
  const { count } = await sql`
    with ended as (
      update audience a set ended_at = ${now} where a.account_id = ${accountId} and a.ended_at is null and ${which}
      returning a.id),
    hashes as (delete from audience_hash where account_id = ${accountId} and audience_id in (select id from ended)),
    members as (delete from audience_member where account_id = ${accountId} and audience_id in (select id from ended))
    select id from ended`
  return count
}

/** Lets the hashes go that nobody was found for since before a moment. Returns how many. */
export async function forgetHashes(sql: Sql, accountId: string, before: Date): Promise<number> {
  const { count } = await sql`
    delete from audience_hash h using audience a
    where a.account_id = ${accountId} and a.made_at < ${before}
      and h.account_id = a.account_id and h.audience_id = a.id`
  return count
}

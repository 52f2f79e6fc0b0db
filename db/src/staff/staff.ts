import type { Right, Role, Standing } from '@tamaru/domain'
import type { Sql } from '../open-db.ts'
import { inOrder, toPage, type Page, type PageAsked, type Place } from '../paging.ts'
import type { Reach } from './reach.ts'

/**
 * A person of the staff, with a role or with rights of their own in an account; its `storeIds` (null: all stores) are how
 * far they see.
 */
export interface Staff extends Reach {
  id: string
  lineUserId: string
  displayName: string
  role: Role | null
  ownRights: Right[] | null
  /** The last day in Tokyo, YYYY-MM-DD, on which they are let in; null: none is set. */
  lastDay: string | null
  /** Who is not may no longer log in. */
  active: boolean
}

const columns = (sql: Sql) => sql`
  s.id, s.account_id, s.line_user_id, s.display_name, s.role, s.own_rights, s.last_day, s.active,
  (select array_agg(b.store_id order by b.store_id) from staff_store b
   where b.account_id = s.account_id and b.staff_id = s.id) as store_ids`

export async function findByLineUser(
  sql: Sql,
  accountId: string,
  lineUserId: string,
): Promise<Staff | undefined> {
  const [person] = await sql<Staff[]>`
    select ${columns(sql)} from staff s where s.account_id = ${accountId} and s.line_user_id = ${lineUserId}`
  return person
}

export async function find(sql: Sql, accountId: string, staffId: string): Promise<Staff | undefined> {
  const [person] = await sql<Staff[]>`
    select ${columns(sql)} from staff s where s.account_id = ${accountId} and s.id = ${staffId}`
  return person
}

/** The staff of an account, those who are gone last. */
export async function list(sql: Sql, accountId: string, asked: PageAsked): Promise<Page<Staff>> {
  const { place, beyond, tail } = inOrder(
    sql,
    [
      [sql`(not s.active)`, 'boolean'],
      [sql`s.created_at`, 'moment'],
      [sql`s.id`, 'uuid'],
    ],
    'asc',
    asked,
  )
  const rows = await sql<(Staff & { place: Place })[]>`
    select ${columns(sql)}, ${place} from staff s where s.account_id = ${accountId} ${beyond} ${tail}`
  return toPage(rows, asked)
}

/** As `find`, and holds the row until the transaction ends. */
export async function lock(sql: Sql, accountId: string, staffId: string): Promise<Staff | undefined> {
  await sql`select 1 from staff where account_id = ${accountId} and id = ${staffId} for no key update`
  return find(sql, accountId, staffId)
}

/** Gives a person a role in the whole account, or changes the one that they have. For commands on the server. */
export async function grant(
  sql: Sql,
  accountId: string,
  person: { lineUserId: string; displayName: string; role: Role },
  now: Date,
): Promise<Staff> {
  const [row] = await sql<{ id: string }[]>`
    insert into staff (account_id, line_user_id, display_name, role, created_at)
    values (${accountId}, ${person.lineUserId}, ${person.displayName}, ${person.role}, ${now})
    on conflict (account_id, line_user_id)
    do update set role = excluded.role, own_rights = null, last_day = null, display_name = excluded.display_name, active = true
    returning id`
  await bind(sql, accountId, row!.id, null)
  return (await find(sql, accountId, row!.id))!
}

/** Makes a person a person of the staff. Undefined if they are one already: nothing is written then. */
export async function invite(
  sql: Sql,
  accountId: string,
  person: Standing & { lineUserId: string; displayName: string },
  now: Date,
): Promise<Staff | undefined> {
  const [row] = await sql<{ id: string }[]>`
    insert into staff (account_id, line_user_id, display_name, role, own_rights, last_day, created_at)
    values (${accountId}, ${person.lineUserId}, ${person.displayName}, ${person.role}, ${person.ownRights},
      ${person.lastDay}, ${now})
    on conflict do nothing returning id`
  if (!row) return undefined
  await bind(sql, accountId, row.id, person.storeIds)
  return find(sql, accountId, row.id)
}

/** Somebody who keeps the settings stays: see constraint-problems.ts. Whoever is no longer active is logged out. */
export async function change(
  sql: Sql,
  accountId: string,
  staffId: string,
  to: Standing & { active: boolean },
): Promise<void> {
  await sql`
    update staff set role = ${to.role}, own_rights = ${to.ownRights}, last_day = ${to.lastDay}, active = ${to.active}
    where account_id = ${accountId} and id = ${staffId}`
  await bind(sql, accountId, staffId, to.storeIds)
  if (!to.active) await sql`delete from session where account_id = ${accountId} and staff_id = ${staffId}`
}

async function bind(sql: Sql, accountId: string, staffId: string, storeIds: string[] | null): Promise<void> {
  await sql`delete from staff_store where account_id = ${accountId} and staff_id = ${staffId}`
  if (storeIds)
    await sql`
      insert into staff_store (account_id, staff_id, store_id)
      select distinct ${accountId}::uuid, ${staffId}::uuid, store_id from unnest(${storeIds}::uuid[]) as wanted(store_id)`
}

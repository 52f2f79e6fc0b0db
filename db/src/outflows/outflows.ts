import type { OutflowBasis, OutflowKind } from '@tamaru/domain'
import type { Sql } from '../open-db.ts'
import { inOrder, toPage, type Page, type PageAsked, type Place } from '../paging.ts'

export interface NewOutflow {
  id: string
  kind: OutflowKind
  recipient: string
  basis: OutflowBasis
  fields: readonly string[]
  /** Of which segment, list or rule. */
  subject: string
}

export interface Outflow extends NewOutflow {
  staffId: string
  staffName: string
  at: Date
  people: number
}

/** Enters an outflow in the register. */
export async function add(
  sql: Sql,
  accountId: string,
  { id, kind, recipient, basis, fields, subject }: NewOutflow,
  { staffId, now }: { staffId: string; now: Date },
): Promise<void> {
  await sql`
    insert into outflow (id, account_id, kind, recipient, basis, fields, subject, staff_id, at)
    values (${id}, ${accountId}, ${kind}, ${recipient}, ${basis}, ${[...fields]}, ${subject}, ${staffId}, ${now})`
}

/** Enters of whom it was. */
export async function addPeople(
  sql: Sql,
  accountId: string,
  outflowId: string,
  shopperIds: readonly string[],
): Promise<void> {
  await sql`
    insert into outflow_person (account_id, outflow_id, shopper_id)
    select ${accountId}, ${outflowId}, id from unnest(${shopperIds as string[]}::uuid[]) as t (id) on conflict do nothing`
}

/** Lists LINE's ids of some of whom it was, in an order that stays, without those who have left. */
export async function listLineUserIds(
  sql: Sql,
  accountId: string,
  outflowId: string,
  { from, most }: { from: number; most: number },
): Promise<string[]> {
  const rows = await sql<{ lineUserId: string }[]>`
    select s.line_user_id from (
      select shopper_id from outflow_person where account_id = ${accountId} and outflow_id = ${outflowId}
      order by shopper_id offset ${from} limit ${most}) o
    join shopper s on s.account_id = ${accountId} and s.id = o.shopper_id
    where s.line_user_id is not null order by s.id`
  return rows.map(({ lineUserId }) => lineUserId)
}

export async function countPeople(sql: Sql, accountId: string, outflowId: string): Promise<number> {
  const [row] = await sql<{ people: number }[]>`
    select count(*)::int as people from outflow_person where account_id = ${accountId} and outflow_id = ${outflowId}`
  return row!.people
}

/** Lists the register, the newest first. */
export async function list(sql: Sql, accountId: string, asked: PageAsked): Promise<Page<Outflow>> {
  const { place, beyond, tail } = inOrder(
    sql,
    [
      [sql`o.at`, 'moment'],
      [sql`o.id`, 'uuid'],
    ],
    'desc',
    asked,
  )
  const rows = await sql<(Outflow & { place: Place })[]>`
    select o.id, o.kind, o.recipient, o.basis, o.fields, o.subject, o.staff_id, s.display_name as staff_name, o.at, ${place},
      (select count(*)::int from outflow_person p where p.account_id = o.account_id and p.outflow_id = o.id) as people
    from outflow o join staff s on s.account_id = o.account_id and s.id = o.staff_id
    where o.account_id = ${accountId} ${beyond} ${tail}`
  return toPage(rows, asked)
}

import { ProblemError } from '@tamaru/domain'
import { randomUUID } from 'node:crypto'
import type { Sql } from '../open-db.ts'

/**
 * Counted stocks that are never exceeded: budgets in points, prizes, rewards. A stock lies in slices, so that those who
 * take of it do not wait for one another; its last pieces are found wherever they lie.
 *
 * What a transaction claims, it holds until it ends. Lock the person (`shoppers.lock`) before you claim, and claim once
 * of an allotment in a transaction: then no two wait for one another.
 */
const MOST_SLICES = 16
const SMALLEST_SLICE = 100

/** Opens a stock of `total` pieces and returns its id, which may be that of what it is the stock of. */
export async function create(
  sql: Sql,
  accountId: string,
  total: number,
  now: Date,
  id: string = randomUUID(),
): Promise<string> {
  const sizes = share(total, Math.min(MOST_SLICES, Math.max(1, Math.floor(total / SMALLEST_SLICE))))
  await sql`
    with made as (
      insert into allotment (id, account_id, total, created_at) values (${id}, ${accountId}, ${total}, ${now})
      returning id)
    insert into allotment_slice (account_id, allotment_id, slice, size)
    select ${accountId}, made.id, s.slice - 1, s.size
    from made, unnest(${sizes}::int[]) with ordinality as s (size, slice)`
  return id
}

/** Takes a stock away, where there is one: nothing is counted any more. */
export async function remove(sql: Sql, accountId: string, id: string): Promise<void> {
  await sql`delete from allotment_slice where account_id = ${accountId} and allotment_id = ${id}`
  await sql`delete from allotment where account_id = ${accountId} and id = ${id}`
}

/** Changes the total; what is used stays used. Throws the refusal `allotment_below_used`. */
export async function resize(sql: Sql, accountId: string, id: string, total: number): Promise<void> {
  const slices = await sql<{ slice: number; used: number }[]>`
    select slice, used from allotment_slice where account_id = ${accountId} and allotment_id = ${id}
    order by slice for no key update`
  if (slices.length === 0) throw new Error(`there is no allotment ${id}`)
  const used = slices.reduce((sum, slice) => sum + slice.used, 0)
  if (total < used) throw new ProblemError('allotment_below_used', `${used} are used`)
  const free = total - used
  const count = Math.min(MOST_SLICES, Math.max(slices.length, Math.floor(free / SMALLEST_SLICE)))
  const sizes = share(free, count).map((size, slice) => size + (slices[slice]?.used ?? 0))
  await sql`
    update allotment set total = ${total}
    where account_id = ${accountId} and id = ${id}`
  await sql`
    insert into allotment_slice (account_id, allotment_id, slice, size)
    select ${accountId}, ${id}, s.slice - 1, s.size from unnest(${sizes}::int[]) with ordinality as s (size, slice)
    on conflict (allotment_id, slice) do update set size = excluded.size`
}

/** Takes `amount` and returns what it got: all of it or 0; with `partly`, what there is. */
export async function claim(
  sql: Sql,
  accountId: string,
  id: string,
  amount: number,
  { partly }: { partly: boolean },
): Promise<number> {
  const [row] = await sql<{ granted: number }[]>`
    select claim_allotment(${accountId}, ${id}, ${amount}, ${partly}) as granted`
  return row!.granted
}

/** Puts `amount` back; more than was ever taken is refused by the database. */
export async function giveBack(sql: Sql, accountId: string, id: string, amount: number): Promise<void> {
  await sql`select give_back_allotment(${accountId}, ${id}, ${amount})`
}

/** Reads what is left, claims that are on their way not counted; null where there is no such stock. */
export async function left(sql: Sql, accountId: string, id: string): Promise<number | null> {
  const [row] = await sql<{ left: number | null }[]>`
    select sum(size - used)::float8 as left from allotment_slice where account_id = ${accountId} and allotment_id = ${id}`
  return row!.left
}

function share(total: number, count: number): number[] {
  const each = Math.floor(total / count)
  return Array.from({ length: count }, (_, slice) => each + (slice < total - each * count ? 1 : 0))
}

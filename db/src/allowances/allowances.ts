import type { Sql } from '../open-db.ts'

/** A number at once, and one more each so many seconds. `name` is unique among allowances. */
export interface Allowance {
  name: string
  atOnce: number
  oneEach_s: number
}

/** Whose allowance of which account. */
export interface Spender {
  accountId: string
  whose: string
}

/**
 * Spends one of an allowance by the generic cell rate algorithm (ITU-T I.371): exact under any number of processes, in
 * one statement on one row. Returns 0, or in how many seconds there will be one again; then nothing was spent.
 */
export async function spend(
  sql: Sql,
  allowance: Allowance,
  { accountId, whose }: Spender,
  now: Date,
): Promise<number> {
  const [one, all] = spansOf(allowance)
  // Further off than all of it can be: the clock was turned back, and nobody shall wait for it to come round again.
  const from = sql`
    case when a.whole_at > ${now}::timestamptz + ${all}::interval then ${now} else greatest(a.whole_at, ${now}) end`
  const [refused] = await sql<{ wait: number }[]>`
    with spent as (
      insert into allowance as a (account_id, name, whose, whole_at)
      values (${accountId}, ${allowance.name}, ${whose}, ${now}::timestamptz + ${one}::interval)
      on conflict (account_id, name, whose) do update
        set whole_at = ${from} + ${one}::interval
        where ${from} + ${one}::interval <= ${now}::timestamptz + ${all}::interval
      returning 1)
    select extract(epoch from whole_at + ${one}::interval - ${all}::interval - ${now}::timestamptz)::float8 as wait
    from allowance
    where account_id = ${accountId} and name = ${allowance.name} and whose = ${whose}
      and not exists (select from spent)`
  return refused ? Math.max(refused.wait, 0.001) : 0
}

/** Tells in how many seconds there will be one again; 0 if there is. Spends nothing. */
export async function wait_s(
  sql: Sql,
  allowance: Allowance,
  { accountId, whose }: Spender,
  now: Date,
): Promise<number> {
  const [one, all] = spansOf(allowance)
  const [row] = await sql<{ wait: number }[]>`
    select extract(epoch from whole_at + ${one}::interval - ${all}::interval - ${now}::timestamptz)::float8 as wait
    from allowance where account_id = ${accountId} and name = ${allowance.name} and whose = ${whose}`
  return Math.max(row?.wait ?? 0, 0)
}

/** Forgets allowances that are whole again. */
export async function forgetWhole(sql: Sql, now: Date): Promise<number> {
  return (await sql`delete from allowance where whole_at <= ${now}`).count
}

function spansOf({ atOnce, oneEach_s }: Allowance): [one: string, all: string] {
  return [`${oneEach_s} seconds`, `${atOnce * oneEach_s} seconds`]
}

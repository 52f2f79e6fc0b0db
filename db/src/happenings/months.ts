import { inTransaction, type Db, type Sql } from '../open-db.ts'

/** So many months after this one have a partition before anything happens in them. */
const MONTHS_AHEAD = 2

/**
 * Makes the partitions of this month and the next ones, or of all from the month of `since` on, and those of past months of which something stands in the default
 * partition: it moves there. What lies further ahead waits in the default partition. Each month is a transaction of its own.
 * Twice at once is harmless. Returns how many are new.
 */
export async function makeMonths(db: Db, now: Date, since = now): Promise<number> {
  const until = startOfMonth(now, MONTHS_AHEAD)
  const ahead: Date[] = []
  for (let month = startOfMonth(since, 0); month <= until; month = startOfMonth(month, 1)) ahead.push(month)
  const stray = await db<{ month: Date }[]>`
    select distinct date_trunc('month', at at time zone 'UTC') at time zone 'UTC' as month from happening_default
    where at < ${startOfMonth(now, MONTHS_AHEAD + 1)}`
  const wanted = new Set([...ahead, ...stray.map(({ month }) => month)].map((month) => month.getTime()))
  let made = 0
  for (const time of [...wanted].sort((one, other) => one - other))
    if (await inTransaction(db, (sql) => makeMonth(sql, new Date(time)))) made++
  return made
}

async function makeMonth(sql: Sql, month: Date): Promise<boolean> {
  const name = `happening_${month.toISOString().slice(0, 7).replace('-', '_')}`
  const [from, until] = [month, startOfMonth(month, 1)].map((at) => at.toISOString())
  await sql`select pg_advisory_xact_lock(hashtextextended('happening_months', 0))`
  const [{ known } = { known: null }] = await sql<
    { known: string | null }[]
  >`select to_regclass(${name}) as known`
  if (known) return false
  const within = `at >= '${from}' and at < '${until}'`
  // Whoever tells of something waits this moment: a row on its way to the default partition would be refused there.
  await sql.unsafe(`
    create table ${name} (like happening including all, constraint ${name}_within check (${within}));
    lock table happening in share row exclusive mode;
    lock table happening_default in access exclusive mode;
    set local tamaru.happening_door = 'open';
    with moved as (delete from happening_default where ${within} returning *) insert into ${name} select * from moved;
    set local tamaru.happening_door = 'shut';
    alter table happening attach partition ${name} for values from ('${from}') to ('${until}');
    alter table ${name} drop constraint ${name}_within`)
  return true
}

const startOfMonth = (of: Date, later: number): Date =>
  new Date(Date.UTC(of.getUTCFullYear(), of.getUTCMonth() + later))

import { inTransaction, openDb } from '@tamaru/db'

const ROWS = 100_000

export interface Bare extends AsyncDisposable {
  /** One transaction of pgbench's "simple update": a row of many updated, a row of history inserted. */
  update(): Promise<void>
}

/** What any bookkeeping costs at least, through the same driver on the same server: tables as pgbench makes them. */
export async function openBare(serverUrl: string, connections: number): Promise<Bare> {
  const db = openDb(serverUrl, { max: connections, name: 'tamaru-bench' })
  await db`
    create table pgbench_accounts (aid int primary key, bid int, abalance int, filler char(84)) with (fillfactor = 100)`
  await db`create table pgbench_history (tid int, bid int, aid int, delta int, mtime timestamp, filler char(22))`
  await db`
    insert into pgbench_accounts select n, 1, 0, '' from generate_series(1, ${ROWS}::int) n`
  await db`vacuum analyze pgbench_accounts`
  const update = () =>
    inTransaction(db, async (sql) => {
      const aid = 1 + Math.floor(Math.random() * ROWS)
      await sql`update pgbench_accounts set abalance = abalance + 10 where aid = ${aid}`
      await sql`insert into pgbench_history (tid, bid, aid, delta, mtime) values (1, 1, ${aid}, 10, current_timestamp)`
    })
  return { update, [Symbol.asyncDispose]: () => db.end() }
}

import { createInterface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'
import { finished } from 'node:stream/promises'
import type { Sql } from '../open-db.ts'

/** A table as a whole, or what is to be filled of one. */
export interface CopiedTable {
  name: string
  columns: string[]
}

/**
 * What a copy of the books leaves out: what is on its way or guards a door, and is gone in some days anyhow; the head of the
 * audit chain and the traces of receipts, which whoever fills a database makes anew from what they hold.
 */
const LEFT_OUT = [
  'migration',
  'session',
  'allowance',
  'webhook_event',
  'run',
  'audit_chain',
  'receipt_trace',
  'person_touched',
]

/** Lists the tables that a copy has, in the order of their names, with the columns that are written and not worked out. */
export async function listTables(sql: Sql): Promise<CopiedTable[]> {
  return sql<CopiedTable[]>`
    select c.relname as name, array_agg(a.attname::text order by a.attnum) as columns
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
      and c.relname <> all(${LEFT_OUT}::text[])
    group by c.relname order by c.relname`
}

/**
 * Reads a table, one line of PostgreSQL's text format a row: what is done with is left out of the queue. The audit log and what
 * hangs on it come in the order of their numbers, so that it is chained again as it was.
 */
export async function copyOut(sql: Sql, { name, columns }: CopiedTable): Promise<string[]> {
  const list = columns.map((column) => `"${column}"`).join(', ')
  const only = name === 'job' ? ` where state <> 'done'` : ''
  const inOrder = columns.includes('seq') ? ' order by account_id, seq' : ''
  const from = (await sql
    .unsafe(`copy (select ${list} from "${name}"${only}${inOrder}) to stdout`)
    .readable()) as Readable
  const lines: string[] = []
  for await (const line of createInterface({ input: from, crlfDelay: Infinity })) lines.push(line)
  return lines
}

/**
 * Fills tables from such lines, in the caller's transaction, past triggers and foreign keys as a restored backup does; but the
 * audit log through its own trigger, which chains it. Sequences go on behind what is there.
 */
export async function copyIn(
  sql: Sql,
  tables: AsyncIterable<CopiedTable & { lines: readonly string[] }>,
): Promise<void> {
  const chained: (CopiedTable & { lines: readonly string[] })[] = []
  await sql`set local session_replication_role = replica`
  for await (const table of readAhead(tables))
    if (table.name === 'audit_event') chained.push(table)
    else await fill(sql, table)
  await sql`set local session_replication_role = origin`
  for (const table of chained) await fill(sql, table)
}

/** Reads the next while the one before it is worked on. */
async function* readAhead<T>(items: AsyncIterable<T>): AsyncGenerator<T> {
  const reading = items[Symbol.asyncIterator]()
  let next = reading.next()
  for (;;) {
    const { done, value } = await next
    if (done) return
    next = reading.next()
    next.catch(() => {})
    yield value
  }
}

async function fill(
  sql: Sql,
  { name, columns, lines }: CopiedTable & { lines: readonly string[] },
): Promise<void> {
  if (lines.length === 0) return
  const list = columns.map((column) => `"${column}"`).join(', ')
  const to = (await sql.unsafe(`copy "${name}" (${list}) from stdin`).writable()) as Writable
  for (let from = 0; from < lines.length; from += 500) {
    const piece = lines.slice(from, from + 500).join('\n') + '\n'
    if (!to.write(piece)) await new Promise((resolve) => to.once('drain', resolve))
  }
  to.end()
  await finished(to)
  const [numbered] = await sql<{ column: string }[]>`
    select attname as column from pg_attribute where attrelid = ${name}::regclass and attidentity <> ''`
  if (numbered)
    await sql.unsafe(
      `select setval(pg_get_serial_sequence('${name}', '${numbered.column}'), (select max("${numbered.column}") from "${name}"))`,
    )
}

/** Names the last migration that has run. */
export async function lastMigration(sql: Sql): Promise<string> {
  const [row] = await sql<{ name: string }[]>`select max(name) as name from migration`
  return row!.name
}

/** Whether nobody has used a database yet, and its schema is no newer than this migration: a copy of then can fill it. */
export async function isUnused(sql: Sql, migration: string): Promise<boolean> {
  const [known] = await sql<{ migrated: boolean; used: boolean }[]>`
    select to_regclass('migration') is not null as migrated, to_regclass('account') is not null as used`
  if (!known!.migrated || !known!.used) return true
  const [row] = await sql<{ empty: boolean }[]>`select not exists (select from account) as empty`
  return row!.empty && (await lastMigration(sql)) <= migration
}

import { Reading } from '@tamaru/domain'
import type { Sql } from '../open-db.ts'
import { understandReading } from './understand-reading.ts'

/** Records what the machine read. The same job running twice records it once. */
export async function recordByMachine(
  sql: Sql,
  accountId: string,
  entryId: string,
  reading: Reading,
  now: Date,
): Promise<void> {
  await sql`
    insert into reading (account_id, entry_id, reading, created_at)
    values (${accountId}, ${entryId}, ${sql.json(Reading.parse(reading))}, ${now}) on conflict do nothing`
}

/** Records staff's correction beside what it corrects. */
export async function recordCorrection(
  sql: Sql,
  accountId: string,
  entryId: string,
  staffId: string,
  reading: Reading,
  now: Date,
): Promise<void> {
  await sql`
    insert into reading (account_id, entry_id, corrected_by, reading, created_at)
    values (${accountId}, ${entryId}, ${staffId}, ${sql.json(Reading.parse(reading))}, ${now})`
}

/** The newest reading of an entry: staff's correction where there is one. */
export async function findNewest(sql: Sql, accountId: string, entryId: string): Promise<Reading | undefined> {
  const row = await findStored(sql, accountId, entryId)
  return row && understandReading(row.reading)
}

/** The same, for a machine that decides by it. Throws where it is not understood. */
export async function findToJudge(
  sql: Sql,
  accountId: string,
  entryId: string,
): Promise<Reading | undefined> {
  const row = await findStored(sql, accountId, entryId)
  return row && Reading.parse(row.reading)
}

async function findStored(sql: Sql, accountId: string, entryId: string) {
  const [row] = await sql<{ reading: unknown }[]>`
    select reading from reading where account_id = ${accountId} and entry_id = ${entryId} order by id desc limit 1`
  return row
}

/** The newest reading of each of these entries, by entry id. */
export async function findNewestOf(
  sql: Sql,
  accountId: string,
  entryIds: string[],
): Promise<Map<string, Reading>> {
  const rows = await sql<{ entryId: string; reading: unknown }[]>`
    select distinct on (entry_id) entry_id, reading from reading
    where account_id = ${accountId} and entry_id = any(${entryIds}) order by entry_id, id desc`
  return new Map(rows.map(({ entryId, reading }) => [entryId, understandReading(reading)]))
}

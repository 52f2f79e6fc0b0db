import { isListenedTo, parsePayload, type Happening, type ToldHappening } from '@tamaru/domain'
import type { Sql } from '../open-db.ts'
import { enqueue } from '../queue/jobs.ts'

/** The place of a happening: its time finds the partition. */
export interface HappeningPlace {
  id: string
  at: Date
}

export type StoredHappening<Kind extends Happening['kind'] = Happening['kind']> = Happening<Kind> & {
  id: string
}

/** A draw has very many winners. */
const ROWS_A_STATEMENT = 1_000

/**
 * Records what happened, in the caller's transaction and one round trip, each once by its natural key; and where some
 * reaction listens to its kind, the one job that reacts.
 */
export async function record(sql: Sql, told: readonly ToldHappening[]): Promise<void> {
  for (let from = 0; from < told.length; from += ROWS_A_STATEMENT)
    await recordSome(sql, told.slice(from, from + ROWS_A_STATEMENT))
}

async function recordSome(sql: Sql, told: readonly ToldHappening[]): Promise<void> {
  const rows = told.map((one, n) => ({ ...one, n, payload: parsePayload(one.kind, one.payload) }))
  const written = await sql<{ n: number; id: string }[]>`
    select n, id from record_happenings(${sql.json(rows as never)})`
  for (const { n, id } of written) await reactTo(sql, told[n]!, id)
}

/** The call that records one happening, as a part of a larger query; then `reactTo` is to be told its result. */
export const recording = (
  sql: Sql,
  { accountId, naturalKey, shopperId, kind, at, payload }: ToldHappening,
) => sql`
  record_happening(${accountId}, ${naturalKey}, ${shopperId}, ${kind}, ${at},
    ${sql.json(parsePayload(kind, payload) as never)})`

/** Writes the job that reacts to what was recorded under this id, due when that happened; null: it stood already. */
export async function reactTo(
  sql: Sql,
  { accountId, kind, at }: ToldHappening,
  id: string | null,
): Promise<void> {
  if (id === null || !isListenedTo(kind)) return
  const payload = { happeningId: id, at: at.toISOString() }
  await enqueue(sql, { accountId, kind: 'react', payload, naturalKey: id, now: at })
}

export async function find(
  sql: Sql,
  accountId: string,
  { id, at }: HappeningPlace,
): Promise<StoredHappening | undefined> {
  const [row] = await sql<StoredHappening[]>`
    select id, account_id, shopper_id, kind, at, payload from happening
    where id = ${id} and at = ${at} and account_id = ${accountId}`
  return row && ({ ...row, payload: parsePayload(row.kind, row.payload) } as StoredHappening)
}

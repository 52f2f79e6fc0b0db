import { randomUUID } from 'node:crypto'
import type { Sql } from '../open-db.ts'
import { inOrder, toPage, type Page, type PageAsked, type Place } from '../paging.ts'
import type { Whose } from './person-tables.ts'

/** restore: done again by its receipt, after a restore from a backup. */
export type ErasureAskedBy = 'person' | 'staff' | 'operator' | 'restore'

/** The receipt of a deletion. */
export interface Erasure {
  id: string
  accountId: string
  /** Leads to nobody by now. */
  shopperId: string
  askedBy: ErasureAskedBy
  staffId: string | null
  erasedAt: Date
  /** How many of each kind were removed. */
  removed: Record<string, number>
  /** When LINE was told; null: it was not. */
  lineToldAt: Date | null
}

/** What else is to go or to be told of, once a person is nobody. */
export interface Erased {
  receipt: Erasure
  /** SHA-256 of the photos whose bytes may go, where no other entry needs them. */
  photos: string[]
  /** The numbers of the audit log's events that lost words. */
  events: number[]
}

/**
 * Makes a person nobody, in the caller's transaction, which does nothing before. Undefined where there is no such person, or
 * nobody any more.
 */
export async function erase(
  sql: Sql,
  { accountId, shopperId }: Whose,
  by: { askedBy: ErasureAskedBy; staffId?: string; receiptId?: string },
  now: Date,
): Promise<Erased | undefined> {
  const id = by.receiptId ?? randomUUID()
  const [row] = await sql<{ erased: { photos: string[]; events: number[] } | null }[]>`
    select erase_person(${accountId}, ${shopperId}, ${id}, ${by.askedBy}, ${by.staffId ?? null}, ${now}) as erased`
  if (!row!.erased) return undefined
  return { ...row!.erased, receipt: (await find(sql, { accountId, shopperId }))! }
}

/** The receipt of somebody who has left. */
export async function find(sql: Sql, { accountId, shopperId }: Whose): Promise<Erasure | undefined> {
  const [erasure] = await sql<Erasure[]>`
    select * from erasure where account_id = ${accountId} and shopper_id = ${shopperId}`
  return erasure
}

/** Notes that LINE was told. */
export async function markLineTold(sql: Sql, { accountId, shopperId }: Whose, now: Date): Promise<void> {
  await sql`
    update erasure set line_told_at = ${now}
    where account_id = ${accountId} and shopper_id = ${shopperId} and line_told_at is null`
}

/** All receipts of an account, the newest first. */
export async function list(sql: Sql, accountId: string, asked: PageAsked): Promise<Page<Erasure>> {
  const { place, beyond, tail } = inOrder(
    sql,
    [
      [sql`e.erased_at`, 'moment'],
      [sql`e.id`, 'uuid'],
    ],
    'desc',
    asked,
  )
  const rows = await sql<(Erasure & { place: Place })[]>`
    select e.*, ${place} from erasure e where e.account_id = ${accountId} ${beyond} ${tail}`
  return toPage(rows, asked)
}

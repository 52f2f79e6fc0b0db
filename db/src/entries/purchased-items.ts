import { isDay, supportedGoods, wordingsThatCover, type Decision, type Reading } from '@tamaru/domain'
import type { Sql } from '../open-db.ts'

/** Keeps the goods of an approved receipt, as far as its total supports them, for whatever is chosen from them later. */
export async function record(
  sql: Sql,
  receipt: { accountId: string; entryId: string; shopperId: string; reading: Reading; decision: Decision },
): Promise<void> {
  const { accountId, entryId, shopperId, reading, decision } = receipt
  const day = reading.purchasedAt?.slice(0, 10)
  // A misread day is no reason to lose the rest.
  const purchasedOn = day && isDay(day) ? day : null
  const rows = supportedGoods(reading, decision.matched).map(
    ({ line, name, productId, quantity, amount_yen }) => ({
      accountId,
      entryId,
      shopperId,
      purchasedOn,
      line,
      name,
      productId,
      quantity,
      amountYen: amount_yen,
    }),
  )
  if (rows.length > 0) await sql`insert into purchased_item ${sql(rows)} on conflict do nothing`
}

/** Forgets the lines of an entry whose credit was taken back: nothing may be chosen from them. */
export async function remove(sql: Sql, accountId: string, entryId: string): Promise<void> {
  await sql`delete from purchased_item where account_id = ${accountId} and entry_id = ${entryId}`
}

/**
 * Lists the campaign products on the receipts that a person sent while they agreed to the analysis of their purchases, under
 * words that spoke of it. What came before, or came without, was handed over for checking and crediting.
 */
export async function productsBoughtWithConsent(
  sql: Sql,
  accountId: string,
  shopperId: string,
): Promise<Set<string>> {
  const rows = await sql<{ productId: string }[]>`
    select distinct i.product_id from purchased_item i
    join entry e on e.account_id = i.account_id and e.id = i.entry_id
    cross join lateral (
      select given, wording from consent_event c
      where c.account_id = i.account_id and c.shopper_id = i.shopper_id and c.purpose = 'analysis'
        and c.at <= e.created_at
      order by c.id desc limit 1) c
    where i.account_id = ${accountId} and i.shopper_id = ${shopperId} and i.product_id is not null
      and c.given and c.wording = any(${wordingsThatCover('analysis')}::int[])`
  return new Set(rows.map((row) => row.productId))
}

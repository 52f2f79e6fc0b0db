import { isDay, type Decision, type Reading } from '@tamaru/domain'
import type { Sql } from './open-db.ts'

/** Keeps the lines of an approved receipt for whatever is chosen from them later. */
export async function record(
  sql: Sql,
  receipt: { accountId: string; entryId: string; shopperId: string; reading: Reading; decision: Decision },
): Promise<void> {
  const { reading, decision } = receipt
  const rows = reading.items.map((item, line) => ({
    ...base(receipt),
    line,
    name: item.name,
    productId: decision.matched.find((match) => match.printed === item.name)?.productId ?? null,
    quantity: item.quantity,
    amountYen: wholeYen(item.amount),
  }))
  // Staff may name a product that no line was read for.
  const unread = decision.matched.filter((match) => !rows.some((row) => row.productId === match.productId))
  for (const match of unread) {
    rows.push({
      ...base(receipt),
      line: rows.length,
      name: match.name,
      productId: match.productId,
      quantity: match.quantity,
      amountYen: 0,
    })
  }
  if (rows.length > 0) await sql`insert into purchased_item ${sql(rows)} on conflict do nothing`
}

/** Forgets the lines of an entry whose credit was taken back: nothing may be chosen from them. */
export async function remove(sql: Sql, accountId: string, entryId: string): Promise<void> {
  await sql`delete from purchased_item where account_id = ${accountId} and entry_id = ${entryId}`
}

function base({ accountId, entryId, shopperId, reading }: Parameters<typeof record>[1]) {
  const day = reading.purchasedAt?.slice(0, 10)
  return {
    accountId,
    entryId,
    shopperId,
    // A misread day or amount is no reason to lose the rest.
    purchasedOn: day && isDay(day) ? day : null,
  }
}

/** As far as a number is exact: a bar code that was read as an amount is longer. */
function wholeYen(amount: number): number {
  const most = Number.MAX_SAFE_INTEGER
  return Math.round(Math.min(most, Math.max(-most, amount)))
}

/** The campaign products that a person has ever bought. */
export async function productsBought(sql: Sql, accountId: string, shopperId: string): Promise<Set<string>> {
  const rows = await sql<{ productId: string }[]>`
    select distinct product_id from purchased_item
    where account_id = ${accountId} and shopper_id = ${shopperId} and product_id is not null`
  return new Set(rows.map((row) => row.productId))
}

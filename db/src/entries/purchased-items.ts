import { normaliseName, wordingsThatCover, type ClassedGood } from '@tamaru/domain'
import type { Sql } from '../open-db.ts'
import { isUsable } from './usable-goods.ts'
import * as campaignProducts from '../products/campaign-products.ts'

/** Finds of goods that a campaign's rules name which products of the account they are: each good with its product's id. */
export async function nameProducts(
  sql: Sql,
  campaign: { accountId: string; campaignId: string },
  goods: readonly ClassedGood[],
): Promise<ClassedGood[]> {
  const rulesIds = goods.flatMap(({ productId }) => productId ?? [])
  const products = await campaignProducts.find(sql, campaign, rulesIds)
  return goods.map((good) => ({
    ...good,
    productId: good.productId === null ? null : products.get(good.productId)!,
  }))
}

/** Keeps the goods of an approved receipt, each with its product of the account, for whatever is chosen from them later. */
export async function record(
  sql: Sql,
  receipt: {
    accountId: string
    entryId: string
    shopperId: string
    purchasedOn: string | null
    purchasedHour: number | null
  },
  goods: readonly ClassedGood[],
): Promise<void> {
  const rows = goods.map(({ amount_yen, sensitive, ...good }) => ({
    ...receipt,
    ...good,
    sensitive: sensitive ?? 'none',
    // What is no product is the same good as another where this is the same.
    normalisedName: normaliseName(good.name),
    amountYen: amount_yen,
  }))
  if (rows.length > 0) await sql`insert into purchased_item ${sql(rows)} on conflict do nothing`
}

/** Forgets the lines of an entry whose credit was taken back: nothing may be chosen from them. */
export async function remove(sql: Sql, accountId: string, entryId: string): Promise<void> {
  await sql`delete from purchased_item where account_id = ${accountId} and entry_id = ${entryId}`
}

/** Forgets the sensitive lines of a person who no longer lets them be used, but for those that a decision rests on. */
export async function forgetSensitive(sql: Sql, accountId: string, shopperId: string): Promise<void> {
  await sql`
    delete from purchased_item
    where account_id = ${accountId} and shopper_id = ${shopperId} and sensitive <> 'none' and product_id is null`
}

/**
 * Lists the products on the receipts that a person sent while they agreed to the analysis of their purchases, under words
 * that spoke of it, and with each all that staff say is the same. What came before, or came without, was handed over for
 * checking and crediting.
 */
export async function productsBoughtWithConsent(
  sql: Sql,
  accountId: string,
  shopperId: string,
): Promise<Set<string>> {
  const rows = await sql<{ productId: string }[]>`
    select distinct alike.id as product_id from purchased_item i
    join product p on p.account_id = i.account_id and p.id = i.product_id
    join product alike on alike.account_id = p.account_id and alike.counts_as = p.counts_as
    join entry e on e.account_id = i.account_id and e.id = i.entry_id
    cross join lateral (
      select given, wording from consent_event c
      where c.account_id = i.account_id and c.shopper_id = i.shopper_id and c.purpose = 'analysis'
        and c.at <= e.created_at
      order by c.id desc limit 1) c
    where i.account_id = ${accountId} and i.shopper_id = ${shopperId} and ${isUsable(sql)}
      and c.given and c.wording = any(${wordingsThatCover('analysis')}::int[])`
  return new Set(rows.map((row) => row.productId))
}

import type { CampaignProduct, CampaignRules } from '@tamaru/domain'
import { randomUUID } from 'node:crypto'
import type { Sql } from '../open-db.ts'
import * as products from './products.ts'

/** Which product of the account each good is that a campaign's rules name. */

/** A campaign of an account. */
interface Whose {
  accountId: string
  campaignId: string
}

/** Finds the products behind the ids of a campaign's rules, as they were named: a merging does not show here. */
export async function find(
  sql: Sql,
  { accountId, campaignId }: Whose,
  rulesIds: readonly string[],
): Promise<Map<string, string>> {
  if (rulesIds.length === 0) return new Map()
  const rows = await sql<{ rulesId: string; productId: string }[]>`
    select rules_id, product_id from campaign_product
    where account_id = ${accountId} and campaign_id = ${campaignId} and rules_id = any(${[...rulesIds]}::text[])`
  return new Map(rows.map(({ rulesId, productId }) => [rulesId, productId]))
}

/** How the account's campaigns call the product behind an id of one campaign's rules, or what counts as the same: by campaign. */
export async function listAlike(
  sql: Sql,
  { accountId, campaignId }: Whose,
  rulesId: string,
): Promise<Map<string, Set<string>>> {
  const rows = await sql<{ campaignId: string; rulesId: string }[]>`
    select alike.campaign_id, alike.rules_id
    from campaign_product c join product p on p.account_id = c.account_id and p.id = c.product_id
      join product q on q.account_id = p.account_id and q.counts_as = p.counts_as
      join campaign_product alike on alike.account_id = q.account_id and alike.product_id = q.id
    where c.account_id = ${accountId} and c.campaign_id = ${campaignId} and c.rules_id = ${rulesId}`
  const byCampaign = Map.groupBy(rows, (row) => row.campaignId)
  return new Map([...byCampaign].map(([id, goods]) => [id, new Set(goods.map((good) => good.rulesId))]))
}

/**
 * Sees to it that each good of rules that are published is a product of the account: the one that its id names, that the
 * campaign's id named before, or that has its JAN; else a new one. What is named is offered again, if it was archived.
 */
export async function ensure(
  sql: Sql,
  whose: Whose,
  rules: Pick<CampaignRules, 'products' | 'otherProducts'>,
  now: Date,
): Promise<void> {
  const { accountId, campaignId } = whose
  await products.lock(sql, accountId)
  const goods = [...rules.products, ...rules.otherProducts]
  const ids = goods.map(({ id }) => id)
  const known = await find(sql, whose, ids)
  const unknown = goods.filter(({ id }) => !known.has(id))
  if (unknown.length > 0) {
    const chosen = await products.findMany(sql, accountId, ids)
    const written = unknown.filter(({ id }) => !chosen.has(id))
    const byJan = await addMissing(sql, accountId, written, now)
    const mapped = unknown.map(({ id, jan }) => ({
      rulesId: id,
      productId: chosen.has(id) ? id : byJan(id, jan),
    }))
    await sql`
      insert into campaign_product (account_id, campaign_id, rules_id, product_id)
      select ${accountId}, ${campaignId}, m."rulesId", m."productId"
      from jsonb_to_recordset(${sql.json(mapped)}) as m("rulesId" text, "productId" uuid)`
  }
  await sql`
    update product p set archived_at = null from campaign_product c
    where p.account_id = ${accountId} and p.archived_at is not null and c.account_id = p.account_id
      and c.product_id = p.id and c.campaign_id = ${campaignId} and c.rules_id = any(${ids}::text[])`
}

/** Adds what has no JAN, or one that no product has; tells the product of each by its id in the rules, or by its JAN. */
async function addMissing(
  sql: Sql,
  accountId: string,
  goods: readonly CampaignProduct[],
  now: Date,
): Promise<(rulesId: string, jan: string | null) => string> {
  const janOf = (jan: string | null) => jan?.trim() || null
  const same = new Map(goods.map((good) => [janOf(good.jan) ?? `without ${good.id}`, good]))
  const rows = [...same].map(([key, { name, kana, aliases, price_yen, jan, id }]) => ({
    key,
    id: randomUUID(),
    jan: janOf(jan),
    name: name.trim() || id,
    kana,
    aliases,
    price_yen,
  }))
  const added = await sql<{ id: string; jan: string | null }[]>`
    insert into product (id, account_id, jan, name, kana, aliases, price_yen, counts_as, created_at)
    select id, ${accountId}, jan, name, kana, aliases, price_yen, id, ${now}
    from jsonb_to_recordset(${sql.json(rows)}) as r(id uuid, jan text, name text, kana text, aliases text[], price_yen int)
    on conflict (account_id, jan) where jan is not null do update set archived_at = null returning id, jan`
  const idOfJan = new Map(added.map(({ id, jan }) => [jan, id]))
  const idOfKey = new Map(rows.map(({ key, id, jan }) => [key, jan === null ? id : idOfJan.get(jan)!]))
  return (rulesId, jan) => idOfKey.get(janOf(jan) ?? `without ${rulesId}`)!
}

/** Teaches the product behind a campaign's id, and the one that it counts as, what tills print for it. Returns who learned it. */
export async function learnAlias(
  sql: Sql,
  { accountId, campaignId }: Whose,
  rulesId: string,
  alias: string,
): Promise<string[]> {
  await products.lock(sql, accountId)
  const rows = await sql<{ id: string }[]>`
    update product p set aliases = p.aliases || ${alias}::text
    from campaign_product c join product q on q.account_id = c.account_id and q.id = c.product_id
    where c.account_id = ${accountId} and c.campaign_id = ${campaignId} and c.rules_id = ${rulesId}
      and p.account_id = c.account_id and p.id in (q.id, q.counts_as) and not ${alias}::text = any(p.aliases)
    returning p.id`
  return rows.map(({ id }) => id)
}

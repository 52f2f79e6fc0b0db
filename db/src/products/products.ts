import type { CataloguedProduct, ProductFacts } from '@tamaru/domain'
import type { PendingQuery, Row } from 'postgres'
import type { Sql } from '../open-db.ts'
import { wearing, type LabelAsked } from '../labels/wearing.ts'
import { inSortedOrder, toPage, type Key, type Page, type Place, type SortedPageAsked } from '../paging.ts'

export interface Product extends CataloguedProduct {
  /** Null: it can be chosen. */
  archivedAt: Date | null
  /** The product that staff say it is the same as. */
  mergedInto: { id: string; name: string } | null
}

/** `offered`: what can be chosen. */
export type ProductState = 'offered' | 'archived' | 'merged'

interface ProductRow extends Omit<Product, 'price_yen'> {
  priceYen: number | null
}

const columns = (sql: Sql) => sql`
  p.id, p.jan, p.name, p.kana, p.aliases, p.price_yen, p.brand, p.category, p.picture, p.archived_at,
  case when q.id is not null then json_build_object('id', q.id, 'name', q.name) end as merged_into`
const tables = (sql: Sql) =>
  sql`from product p left join product q on q.account_id = p.account_id and q.id = p.merged_into`
const ofRow = <R extends ProductRow>({ priceYen, ...row }: R) => ({ ...row, price_yen: priceYen })

/** As names are sought, however they are typed: half-width as full-width, hiragana as katakana, small as capital letters. */
const sought = (sql: Sql, text: PendingQuery<Row[]>) => sql`
  translate(lower(normalize(${text}, NFKC)), ${KANA.map(([hiragana]) => hiragana).join('')}::text,
    ${KANA.map(([, katakana]) => katakana).join('')}::text)`
const KANA = Array.from({ length: 0x56 }, (_, n) => [
  String.fromCharCode(0x3041 + n),
  String.fromCharCode(0x30a1 + n),
])

export type ProductOrder = 'name' | 'price' | 'category' | 'made'

/** The products of an account in a state. `text`: all of its words stand in name, kana, aliases, JAN, brand or category. */
export async function list(
  sql: Sql,
  accountId: string,
  { state, text }: { state: ProductState; text?: string },
  asked: SortedPageAsked<ProductOrder> & LabelAsked,
): Promise<Page<Product>> {
  const id: Key = [sql`p.id`, 'uuid']
  const { place, beyond, tail } = inSortedOrder(
    sql,
    {
      // A name may be longer than a cursor.
      name: [[sql`left(p.name, 60)`, 'text'], id],
      price: [[sql`coalesce(p.price_yen, 0)::bigint`, 'bigint'], id],
      category: [[sql`left(coalesce(p.category, ''), 60)`, 'text'], id],
      made: [[sql`p.created_at`, 'moment'], id],
    },
    asked,
  )
  const said = sql`concat_ws(' ', p.name, p.kana, p.jan, p.brand, p.category, array_to_string(p.aliases, ' '))`
  const words = (text ?? '').normalize('NFKC').split(/\s+/).filter(Boolean)
  const holds = words.reduce(
    (all, word) => sql`${all} and position(${sought(sql, sql`${word}::text`)} in ${sought(sql, said)}) > 0`,
    sql``,
  )
  const isIn = {
    offered: sql`p.merged_into is null and p.archived_at is null`,
    archived: sql`p.merged_into is null and p.archived_at is not null`,
    merged: sql`p.merged_into is not null`,
  }[state]
  const rows = await sql<(ProductRow & { place: Place })[]>`
    select ${columns(sql)}, ${place} ${tables(sql)}
    where p.account_id = ${accountId} and ${isIn} ${holds} ${wearing(sql, 'product', { account: sql`p.account_id`, id: sql`p.id` }, asked)}
      ${beyond} ${tail}`
  return toPage(rows.map(ofRow), asked)
}

/** These products of the account; what is no id of one is passed over. */
export async function findMany(
  sql: Sql,
  accountId: string,
  ids: readonly string[],
): Promise<Map<string, Product>> {
  const rows = await sql<ProductRow[]>`
    select ${columns(sql)} ${tables(sql)} where p.account_id = ${accountId} and p.id = any(${ids.filter(isUuid)}::uuid[])`
  return new Map(rows.map((row) => [row.id, ofRow(row)]))
}

const isUuid = (id: string) => /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/.test(id)

export async function find(sql: Sql, accountId: string, id: string): Promise<Product | undefined> {
  return (await findMany(sql, accountId, [id])).get(id)
}

/** Finds products by their ids or JANs, whichever each name is; what is neither is not in the answer. */
export async function findNamed(
  sql: Sql,
  accountId: string,
  names: readonly string[],
): Promise<Map<string, string>> {
  const rows = await sql<{ id: string; jan: string | null }[]>`
    select id, jan from product
    where account_id = ${accountId} and (id::text = any(${[...names]}::text[]) or jan = any(${[...names]}::text[]))`
  return new Map(rows.flatMap(({ id, jan }) => [[id, id] as const, ...(jan ? [[jan, id] as const] : [])]))
}

/** Those that staff merged into this one. */
export async function listMerged(
  sql: Sql,
  accountId: string,
  id: string,
): Promise<{ id: string; name: string }[]> {
  return sql`
    select id, name from product where account_id = ${accountId} and merged_into = ${id} order by name, id`
}

/** Refuses `product_jan_taken`. */
export async function add(sql: Sql, accountId: string, facts: ProductFacts, now: Date): Promise<Product> {
  const { jan, name, kana, aliases, price_yen, brand, category, picture } = facts
  const [row] = await sql<{ id: string }[]>`
    with made as (select gen_random_uuid() as id)
    insert into product (id, account_id, jan, name, kana, aliases, price_yen, brand, category, picture, counts_as, created_at)
    select id, ${accountId}, ${jan}, ${name}, ${kana}, ${aliases}::text[], ${price_yen}::int, ${brand}, ${category},
      ${picture}, id, ${now} from made returning id`
  return (await find(sql, accountId, row!.id))!
}

/** Refuses `product_jan_taken`. */
export async function change(sql: Sql, accountId: string, product: Product): Promise<void> {
  const { id, jan, name, kana, aliases, price_yen, brand, category, picture, archivedAt } = product
  await sql`
    update product set jan = ${jan}, name = ${name}, kana = ${kana}, aliases = ${aliases}::text[], price_yen = ${price_yen},
      brand = ${brand}, category = ${category}, picture = ${picture}, archived_at = ${archivedAt}
    where account_id = ${accountId} and id = ${id}`
}

/** Holds the account's catalogue until the transaction ends: nobody else changes or merges, and no campaign names, meanwhile. */
export async function lock(sql: Sql, accountId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('products ' || ${accountId}, 0))`
}

/** Makes a product that is merged into nothing count as another one, with all that count as it; null: as itself again. */
export async function merge(sql: Sql, accountId: string, id: string, into: string | null): Promise<void> {
  await sql`
    with recursive tree as (
      select id from product where account_id = ${accountId} and id = ${id}
      union all
      select p.id from product p join tree t on p.account_id = ${accountId} and p.merged_into = t.id
    )
    update product p set merged_into = case when p.id = ${id} then ${into}::uuid else merged_into end,
      counts_as = coalesce((select counts_as from product where account_id = ${accountId} and id = ${into}::uuid), ${id})
    from tree where p.account_id = ${accountId} and p.id = tree.id`
}

import { makeHappeningMonths, type Db } from '@tamaru/db'

const TABLES = ['shopper', 'person_fact', 'person_receipt', 'person_product', 'purchased_item']
const YEAR_MS = 365 * 86_400_000

/**
 * Fills what is known of so many more people, as a year would have left it: four products, three receipts of two lines each and six
 * happenings a person. In bulk, past the triggers.
 */
export async function fillFacts(
  db: Db,
  {
    accountId,
    productIds,
    people,
    now,
  }: { accountId: string; productIds: string[]; people: number; now: Date },
): Promise<void> {
  await makeHappeningMonths(db, now, new Date(now.getTime() - YEAR_MS))
  const months = await db<{ name: string }[]>`
    select inhrelid::regclass::text as name from pg_inherits where inhparent = 'happening'::regclass`
  const tables = [...TABLES, ...months.map(({ name }) => name)]
  await db.begin(async (sql) => {
    await sql`set local session_replication_role = replica`
    await sql`set local maintenance_work_mem = '256MB'`
    await sql`set local allow_system_table_mods = on`
    await sql`update pg_index set indisready = false where indrelid = any (${tables}::text[]::regclass[])`
    await sql`select setseed(0.5)`
    await sql`
      create temporary table person on commit drop as
      select gen_random_uuid() as id, n, random() as a, random() as b, random() as c
      from generate_series(1, ${people}::int) n`
    await sql`
      insert into shopper (id, account_id, line_user_id, created_at)
      select id, ${accountId}, 'U' || md5(id::text), ${now} from person`
    await sql`
      with receipt as (
        insert into person_receipt (account_id, shopper_id, entry_id, bought_on, yen, pieces)
        select ${accountId}, id, gen_random_uuid(), ${now}::date - (random() * 364)::int, (100 + random() * 3000)::int, 2
        from person cross join generate_series(1, 3) returning *)
      insert into purchased_item (account_id, entry_id, line, shopper_id, name, normalised_name, quantity, amount_yen,
        purchased_on, product_id)
      select account_id, entry_id, line, shopper_id, '品', '品', 1, yen / 2, bought_on,
        (${productIds}::uuid[])[1 + (random() * ${productIds.length - 1})::int]
      from receipt cross join generate_series(1, 2) line`
    await sql`
      insert into person_product (account_id, shopper_id, product_id, receipts, pieces, yen, first_on, last_on)
      select ${accountId}, id, (${productIds}::uuid[])[(n + k * 7) % ${productIds.length} + 1], 1, 1 + k, 300,
        ${now}::date - 300, ${now}::date - (random() * 299)::int
      from person cross join generate_series(1, 4) k`
    await sql`
      insert into happening (id, account_id, shopper_id, kind, at, payload)
      select n * 10 + k, ${accountId}, id, (array['friend_added', 'mini_app_opened'])[1 + k % 2],
        ${now}::timestamptz - random() * interval '364 days', '{}'
      from person cross join generate_series(1, 6) k`
    // It is read below.
    await sql`reindex table person_receipt`
    await sql`
      insert into person_fact (account_id, shopper_id, joined_at, friend, friend_since, rank, points, nps, nps_at, analysis,
        receipts, spent_yen, first_receipt_on, last_receipt_on, refreshed_at)
      select ${accountId}, p.id, ${now}::timestamptz - a * interval '700 days', a < 0.8, ${now}::timestamptz - a * interval '700 days',
        case when b < 0.7 then 'bronze' when b < 0.9 then 'silver' else 'gold' end, (c * 500)::int,
        case when b < 0.3 then (c * 10)::int end, ${now}, true, r.receipts, r.yen, r.first_on, r.last_on, ${now}
      from person p join (
        select shopper_id, count(*) as receipts, sum(yen) as yen, min(bought_on) as first_on, max(bought_on) as last_on
        from person_receipt where account_id = ${accountId} group by shopper_id) r on r.shopper_id = p.id`
    for (const table of tables) await sql`reindex table ${sql(table)}`
  })
  await db`vacuum analyze`
}

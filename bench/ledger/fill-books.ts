import type { Db } from '@tamaru/db'

const ENTRIES_OF_ONE = 10
const POINTS = 10
const DECISION = JSON.stringify({ outcome: 'approved', points: POINTS, checks: [] })
const TABLES = ['shopper', 'ledger_account', 'photo', 'entry', 'journal', 'lot', 'transfer']

/**
 * Fills books as so many credited entries would have left them, ten of each shopper in no order, and `ahead` more entries
 * that are approved and not credited yet. In bulk, past the triggers: the caller has the books audited.
 */
export async function fillBooks(
  db: Db,
  books: { accountId: string; campaignId: string; entries: number; ahead: number; now: Date },
): Promise<void> {
  const { accountId, campaignId, entries, ahead, now } = books
  const shoppers = Math.ceil(entries / ENTRIES_OF_ONE)
  await db.begin(async (sql) => {
    await sql`set local session_replication_role = replica`
    // An index is built at once much faster than row by row.
    await sql`set local allow_system_table_mods = on`
    await sql`set local maintenance_work_mem = '256MB'`
    await sql`set local max_parallel_maintenance_workers = 0`
    await sql`update pg_index set indisready = false where indrelid = any (${TABLES}::text[]::regclass[])`

    await sql`
      create temporary table person on commit drop as
      select n, gen_random_uuid() as id from generate_series(0, ${shoppers - 1}::int) n`
    await sql`
      insert into shopper (id, account_id, line_user_id, created_at)
      select id, ${accountId}, 'U' || md5(id::text), ${now} from person`
    await sql`
      create temporary table account_of on commit drop as
      select n, id as shopper_id, nextval('ledger_account_id_seq') as id from person`
    await sql`
      insert into ledger_account (id, account_id, kind, shopper_id) overriding system value
      select id, ${accountId}, 'shopper', shopper_id from account_of`
    const [issued] = await sql<{ id: string }[]>`
      insert into ledger_account (account_id, kind, campaign_id) values (${accountId}, 'issued', ${campaignId}) returning id`

    await sql`
      create temporary table filled on commit drop as
      select i.n, gen_random_uuid() as entry_id, a.shopper_id, a.id as ledger_account_id,
             case when i.n <= ${entries} then nextval('journal_id_seq') end as journal_id,
             ${now}::timestamptz - interval '90 days' * (1 - i.n::float8 / ${entries + ahead}) as at
      from generate_series(1, ${entries + ahead}::int) i (n)
      -- Stepping by a prime, so that a shopper's entries lie far apart.
      join account_of a on a.n = (i.n::bigint * 1000003) % ${shoppers}`
    await sql`
      insert into photo (account_id, sha256, media_type, bytes, stored_at)
      select ${accountId}, md5(entry_id::text) || md5(n::text), 'image/jpeg', 120000, at from filled`
    await sql`
      insert into entry (id, account_id, shopper_id, photo_sha256, source, idempotency_key, state, decision, points,
                         decided_at, created_at)
      select entry_id, ${accountId}, shopper_id, md5(entry_id::text) || md5(n::text), 'app', entry_id, 'approved',
             ${DECISION}::text::jsonb, ${POINTS}, at, at from filled`
    await sql`
      insert into journal (id, account_id, natural_key, reason, entry_id, created_at) overriding system value
      select journal_id, ${accountId}, 'entry:' || entry_id || ':credit', 'entry_credit', entry_id, at
      from filled where journal_id is not null`
    await sql`
      insert into lot (journal_id, account_id, shopper_id, points, expires_on)
      select journal_id, ${accountId}, shopper_id, ${POINTS}, (at + interval '180 days')::date
      from filled where journal_id is not null`
    await sql`
      insert into transfer (journal_id, line, account_id, from_id, to_id, points)
      select journal_id, 0, ${accountId}, ${issued!.id}, ledger_account_id, ${POINTS}
      from filled where journal_id is not null`
    for (const table of TABLES) await sql`reindex table ${sql(table)}`
  })
  await db`vacuum analyze`
}

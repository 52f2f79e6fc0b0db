import { OF_SEGMENTS, wordingsThatCover } from '@tamaru/domain'
import { isUsable } from '../entries/usable-goods.ts'
import { inTransaction, type Db, type Sql } from '../open-db.ts'
import { holdMembers, keepTouched, type Touch } from '../segments/keep-members.ts'
import { whoShops } from '../shoppers/shoppers.ts'

const PEOPLE_A_TURN = 500

/**
 * Makes the facts of people who were touched anew from the books, and says in which segments they are by them, some hundred
 * in each transaction, until none is left or
 * `most_turns` are done. One process at a time does; any other leaves it to that one. Returns how many people it was.
 */
export async function refreshTouched(db: Db, now: Date, most_turns = Infinity): Promise<number> {
  let people = 0
  for (let turn = 0; turn < most_turns; turn++) {
    const some = await inTransaction(db, (sql) => refreshSome(sql, now))
    people += some
    if (some === 0) break
  }
  return people
}

async function refreshSome(sql: Sql, now: Date): Promise<number> {
  if (!(await holdMembers(sql))) return 0
  const touched = await sql<Touch[]>`
    delete from person_touched where ctid = any(array(select ctid from person_touched limit ${PEOPLE_A_TURN}))
    returning account_id, shopper_id, happening_id`
  const ids = [...new Set(touched.map(({ shopperId }) => shopperId))].sort()
  if (ids.length === 0) return 0
  await refreshFacts(sql, ids, now)
  for (const [accountId, touches] of Map.groupBy(touched, (touch) => touch.accountId))
    await keepTouched(sql, accountId, touches, now)
  return ids.length
}

/**
 * Makes the facts of these people anew, in the caller's transaction, which alone does so at that moment. Who has left,
 * stopped their use or tries the account out has none. What is written while it reads touches its person again.
 */
export async function refreshFacts(sql: Sql, ids: readonly string[], now: Date): Promise<void> {
  // Erasing holds its person against this, and this against erasing.
  await sql`select from shopper where id = any(${ids}::uuid[]) order by id for key share`
  for (const table of ['person_receipt', 'person_product', 'person_happened'])
    await sql`delete from ${sql(table)} where (account_id, shopper_id) in (${whose(sql, ids)})`
  await sql`
    insert into person_receipt (account_id, shopper_id, entry_id, bought_on, yen, pieces, store_id)
    select e.account_id, e.shopper_id, e.id,
      coalesce(i.bought_on, (e.created_at at time zone 'Asia/Tokyo')::date), i.yen, i.pieces, e.store_id
    from shopper s join entry e on e.account_id = s.account_id and e.shopper_id = s.id
    cross join lateral (${consentAt(sql, sql`and c.at <= e.created_at`)}) agreed
    cross join lateral (${consentAt(sql, sql``)}) agrees
    cross join lateral (
      select max(purchased_on) as bought_on, coalesce(round(sum(amount_yen)), 0)::bigint as yen,
        coalesce(sum(quantity), 0) as pieces
      from purchased_item i where i.account_id = e.account_id and i.entry_id = e.id and ${isUsable(sql)}) i
    where ${present(sql, ids)} and e.state = 'approved' and agreed.holds and agrees.holds`
  await sql`
    insert into person_product (account_id, shopper_id, product_id, receipts, pieces, yen, first_on, last_on)
    select r.account_id, r.shopper_id, i.product_id, count(distinct r.entry_id), sum(i.quantity),
      round(sum(i.amount_yen))::bigint, min(r.bought_on), max(r.bought_on)
    from shopper s join person_receipt r on r.account_id = s.account_id and r.shopper_id = s.id
    join purchased_item i on i.account_id = r.account_id and i.entry_id = r.entry_id
    where s.id = any(${ids}::uuid[]) and i.product_id is not null and ${isUsable(sql)}
    group by r.account_id, r.shopper_id, i.product_id`
  await sql`
    insert into person_happened (account_id, shopper_id, kind, times, last_at)
    select s.account_id, s.id, h.kind, count(*), max(h.at)
    from shopper s join happening h on h.shopper_id = s.id and h.account_id = s.account_id
    where ${present(sql, ids)} and h.kind <> all(${OF_SEGMENTS}::text[]) group by s.account_id, s.id, h.kind`
  await sql`
    insert into person_fact (account_id, shopper_id, joined_at, friend, friend_since, language, rank, points,
      nps, nps_at, member_since, analysis, receipts, spent_yen, first_receipt_on, last_receipt_on, usual_store_id, refreshed_at)
    select s.account_id, s.id, s.created_at, s.is_friend, f.since, coalesce(s.language, s.line_language), s.rank, p.points,
      n.score, n.answered_at, m.since, coalesce(agrees.holds, false), r.receipts, r.yen, r.first_on, r.last_on, u.store_id, ${now}
    from shopper s
    left join lateral (
      select max(last_at) as since from person_happened
      where account_id = s.account_id and shopper_id = s.id and kind in ('friend_added', 'friend_unblocked')) f on true
    left join lateral (
      select coalesce(sum(points - used), 0)::int as points from lot
      where account_id = s.account_id and shopper_id = s.id and used < points and release_on is null) p on true
    left join lateral (
      select a.score, a.answered_at from survey_invitation i join survey_answer a on a.invitation_id = i.id
      where i.account_id = s.account_id and i.shopper_id = s.id
      order by a.answered_at desc, i.id desc limit 1) n on true
    left join member_link m on m.account_id = s.account_id and m.shopper_id = s.id and m.until is null
    left join lateral (${consentAt(sql, sql``)}) agrees on true
    left join lateral (
      select count(*)::int as receipts, coalesce(sum(yen), 0)::bigint as yen, min(bought_on) as first_on,
        max(bought_on) as last_on
      from person_receipt where account_id = s.account_id and shopper_id = s.id) r on true
    left join lateral (
      select store_id from person_receipt
      where account_id = s.account_id and shopper_id = s.id and store_id is not null
      group by store_id order by count(*) desc, max(bought_on) desc, store_id limit 1) u on true
    where ${present(sql, ids)}
    on conflict (account_id, shopper_id) do update set
      (friend, friend_since, language, rank, points, nps, nps_at, member_since, analysis, receipts, spent_yen, first_receipt_on,
        last_receipt_on, usual_store_id, refreshed_at) =
      (excluded.friend, excluded.friend_since, excluded.language, excluded.rank, excluded.points, excluded.nps,
        excluded.nps_at, excluded.member_since, excluded.analysis, excluded.receipts, excluded.spent_yen, excluded.first_receipt_on,
        excluded.last_receipt_on, excluded.usual_store_id, excluded.refreshed_at)`
  await sql`
    delete from person_fact f using shopper s
    where s.id = any(${ids}::uuid[]) and f.account_id = s.account_id and f.shopper_id = s.id
      and not (s.erased_at is null and s.stopped_at is null and ${whoShops(sql)})`
}

const whose = (sql: Sql, ids: readonly string[]) =>
  sql`select account_id, id from shopper where id = any(${ids}::uuid[])`
/** Of `s`: those of these people who are here, have not stopped and are no testers. */
const present = (sql: Sql, ids: readonly string[]) =>
  sql`s.id = any(${ids}::uuid[]) and s.erased_at is null and s.stopped_at is null and ${whoShops(sql)}`
/** What the person of `s` said last about the analysis of purchases, under words that spoke of it, up to some moment. */
const consentAt = (sql: Sql, until: ReturnType<Sql>) => sql`
  select c.given and c.wording = any(${wordingsThatCover('analysis')}::int[]) as holds from consent_event c
  where c.account_id = s.account_id and c.shopper_id = s.id and c.purpose = 'analysis' ${until}
  order by c.id desc limit 1`

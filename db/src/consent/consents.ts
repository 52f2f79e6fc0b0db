import { ConsentPolicy, wordingsThatCover, type AskedPurpose, type SaidByPurpose } from '@tamaru/domain'
import type { Sql } from '../open-db.ts'
import { whoShops } from '../shoppers/shoppers.ts'

export interface ConsentEvent {
  purpose: AskedPurpose
  given: boolean
  /** The version of the words. */
  wording: number
  /** The account's notice that stood beside them; null: none was published. */
  noticeVersion: number | null
  /** `first_switch`: the one switch that stood before purposes were told apart. */
  source: 'mini_app' | 'first_switch'
  at: Date
}

/**
 * Writes what a person says about a purpose. What they have said already, to the same words, is not written twice.
 * Returns the event's id where their mind has changed, or is known for the first time.
 */
export async function record(
  sql: Sql,
  whose: { accountId: string; shopperId: string },
  event: ConsentEvent,
): Promise<string | undefined> {
  await sql`select 1 from shopper where account_id = ${whose.accountId} and id = ${whose.shopperId} for no key update`
  const [last] = await sql<ConsentEvent[]>`
    select given, wording, notice_version from consent_event
    where account_id = ${whose.accountId} and shopper_id = ${whose.shopperId} and purpose = ${event.purpose}
    order by id desc limit 1`
  const isSame =
    last?.given === event.given &&
    (!event.given || (last.wording === event.wording && last.noticeVersion === event.noticeVersion))
  if (isSame) return undefined
  const [row] = await sql<{ id: string }[]>`
    insert into consent_event ${sql({ ...whose, ...event })} returning id::text`
  return last?.given === event.given ? undefined : row!.id
}

/** Makes an expression: what a person said last, as JSON by purpose. Account and person are expressions of the query's. */
export const lastSaid = (sql: Sql, account: ReturnType<Sql>, shopper: ReturnType<Sql>) => sql`
  (select coalesce(jsonb_object_agg(c.purpose, jsonb_build_object('given', c.given, 'wording', c.wording)), '{}')
   from (select distinct on (e.purpose) e.purpose, e.given, e.wording from consent_event e
         where e.account_id = ${account} and e.shopper_id = ${shopper}
         order by e.purpose, e.id desc) c)`

/** Finds what a person said last, by purpose. */
export async function said(sql: Sql, accountId: string, shopperId: string): Promise<SaidByPurpose> {
  const [row] = await sql<{ said: SaidByPurpose }[]>`
    select ${lastSaid(sql, sql`s.account_id`, sql`s.id`)} as said from shopper s where account_id = ${accountId} and id = ${shopperId}`
  return row?.said ?? {}
}

/** Lists all that a person ever said, the newest first. */
export async function history(sql: Sql, accountId: string, shopperId: string): Promise<ConsentEvent[]> {
  return sql<ConsentEvent[]>`
    select purpose, given, wording, notice_version, source, at from consent_event
    where account_id = ${accountId} and shopper_id = ${shopperId} order by id desc`
}

/** Reads what the account holds for consent. */
export async function policy(sql: Sql, accountId: string): Promise<ConsentPolicy> {
  const [row] = await sql<{ consentPolicy: unknown }[]>`
    select consent_policy from account where id = ${accountId}`
  return ConsentPolicy.parse(row!.consentPolicy)
}

/** Reads as `policy` does, and holds it until the transaction ends. */
export async function lockPolicy(sql: Sql, accountId: string): Promise<ConsentPolicy> {
  const [row] = await sql<{ consentPolicy: unknown }[]>`
    select consent_policy from account where id = ${accountId} for no key update`
  return ConsentPolicy.parse(row!.consentPolicy)
}

export async function setPolicy(sql: Sql, accountId: string, policy: ConsentPolicy): Promise<void> {
  await sql`update account set consent_policy = ${sql.json(policy)} where id = ${accountId}`
}

export interface ConsentCounts {
  shoppers: number
  /** Who has added the account. */
  friends: number
  /** By purpose, of those who said something: whose yes counts, who said no, and how many of both are friends. All others were never asked. */
  purposes: { purpose: AskedPurpose; given: number; refused: number; friends: number }[]
}

/** Counts how many people stand where. A yes under words that left the purpose out is counted as never asked. */
export async function count(sql: Sql, accountId: string): Promise<ConsentCounts> {
  const [all] = await sql<{ shoppers: number; friends: number }[]>`
    select count(*)::int as shoppers, count(*) filter (where is_friend)::int as friends from shopper s
    where account_id = ${accountId} and erased_at is null and ${whoShops(sql)}`
  const purposes = await sql<ConsentCounts['purposes']>`
    select purpose, count(*) filter (where given)::int as given, count(*) filter (where not given)::int as refused,
      count(*) filter (where is_friend)::int as friends
    from (${lastOfAll(sql, accountId)}) l group by purpose`
  return { ...all!, purposes: [...purposes] }
}

/** Counts who agreed to offers, and who of those agreed to being chosen by what they buy: the others get none of these. */
export async function countOffersByPurchases(
  sql: Sql,
  accountId: string,
): Promise<{ agreedToOffers: number; reached: number }> {
  const [row] = await sql<{ agreedToOffers: number; reached: number }[]>`
    select count(*)::int as agreed_to_offers, count(a.shopper_id)::int as reached
    from (${lastOfAll(sql, accountId)}) o left join (${lastOfAll(sql, accountId)}) a
      on a.shopper_id = o.shopper_id and a.purpose = 'analysis' and a.given
    where o.purpose = 'offers' and o.given`
  return row!
}

/** Makes a query of what each person said last, without a yes under words that did not speak of the purpose. */
const lastOfAll = (sql: Sql, accountId: string) => sql`
  select * from (
    select distinct on (c.shopper_id, c.purpose) c.shopper_id, c.purpose, c.given, c.wording, s.is_friend
    from consent_event c
    join shopper s on s.id = c.shopper_id and ${whoShops(sql)}
    where c.account_id = ${accountId} order by c.shopper_id, c.purpose, c.id desc) l
  where not l.given or l.purpose <> 'analysis' or l.wording = any(${wordingsThatCover('analysis')}::int[])`

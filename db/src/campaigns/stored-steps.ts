import { Decision, EntryHistory, NO_HISTORY, type ReplayStep, type StaffVerdict } from '@tamaru/domain'
import type { Sql } from '../open-db.ts'
import { whoShops } from '../shoppers/shoppers.ts'
import { understandReading } from '../entries/understand-reading.ts'

/** Everything that was ever judged of those who shop, as steps that can be replayed by other rules. */

/** Whose entries: a campaign's, by all of its versions, or (null) all of the account. */
export interface Source {
  accountId: string
  campaignId: string | null
  /** About so many of all shoppers are looked at, always the same ones; 1: all. */
  sample: number
}

const among = (sql: Sql, { accountId, campaignId, sample }: Source) => sql`
  j.account_id = ${accountId} and ${whoShops(sql)}
  ${campaignId === null ? sql`` : sql`and v.campaign_id = ${campaignId}`}
  ${sample >= 1 ? sql`` : sql`and ('x' || left(md5(e.shopper_id::text), 8))::bit(32)::bigint < ${sample * 2 ** 32}::float8`}`

interface HowMuch {
  steps: number
  entries: number
  shoppers: number
}

/** Counts what there is to replay. */
export async function count(sql: Sql, source: Source): Promise<HowMuch> {
  const [row] = await sql<HowMuch[]>`
    select count(*)::int as steps, count(distinct j.entry_id)::int as entries, count(distinct e.shopper_id)::int as shoppers
    from judgement j join entry e on e.id = j.entry_id join shopper s on s.id = e.shopper_id
      join campaign_version v on v.id = j.campaign_version_id
    where ${among(sql, source)}`
  return row!
}

interface StepRow extends Omit<ReplayStep, 'reading' | 'known' | 'verdict'> {
  id: string
  reading: unknown
  history: unknown
  decision: unknown
}

/** Lists a page of steps after the one with `afterId`, in the order in which they happened. */
export async function list(
  sql: Sql,
  source: Source,
  afterId: string,
  limit: number,
): Promise<(ReplayStep & { id: string })[]> {
  // What was judged before all of it was kept has the entry's newest reading and day, and nothing that was known.
  const rows = await sql<StepRow[]>`
    select j.id, j.entry_id, e.shopper_id, j.cause, j.history, r.reading,
      to_char(coalesce(j.judged_for, (e.created_at at time zone 'Asia/Tokyo')::date), 'YYYY-MM-DD') as came_on,
      to_char(j.judged_at at time zone 'Asia/Tokyo', 'YYYY-MM-DD') as taken_on,
      case j.cause when 'staff' then j.decision end as decision
    from judgement j join entry e on e.id = j.entry_id join shopper s on s.id = e.shopper_id
      join campaign_version v on v.id = j.campaign_version_id
      cross join lateral (
        select r.reading from reading r where r.account_id = j.account_id and r.entry_id = j.entry_id
          and r.id = coalesce(j.reading_id, r.id) order by r.id desc limit 1) r
    where ${among(sql, source)} and j.id > ${afterId} order by j.id limit ${limit}`
  return rows.map(({ reading, history, decision, ...step }) => ({
    ...step,
    reading: understandReading(reading),
    known: history === null ? NO_HISTORY : EntryHistory.parse(history),
    verdict: decision === null ? null : verdictOf(Decision.parse(decision)),
  }))
}

function verdictOf({ outcome, matched, reason }: Decision): StaffVerdict {
  const products = matched.map(({ productId, quantity, printed }) => ({ productId, quantity, printed }))
  return { outcome: outcome === 'approved' ? 'approved' : 'rejected', products, reason }
}

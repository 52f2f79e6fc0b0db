import { addDays, startOfTokyoDay, type LedgerAccount } from '@tamaru/domain'
import type { Sql } from '../open-db.ts'

export interface Fault {
  fault: string
  /** What it was found in: the id of a journal, a lot, a person, a campaign or an allotment. */
  subject: string
}

/**
 * Faults of the books of all accounts, empty when all is well. The database prevents every one of them by a constraint
 * or a trigger; this is the second pair of eyes, which adds everything up again from the postings.
 */
export async function findFaults(sql: Sql): Promise<Fault[]> {
  return sql<Fault[]>`
    select 'journal moves nothing' as fault, j.id::text as subject
    from journal j where not exists (select from transfer t where t.journal_id = j.id)

    union all
    select 'transfer is not between accounts of its own', t.journal_id::text
    from transfer t
    left join ledger_account f on f.id = t.from_id and f.account_id = t.account_id
    left join ledger_account o on o.id = t.to_id and o.account_id = t.account_id
    where f.id is null or o.id is null or f.id = o.id

    union all
    select case when l.used between 0 and l.points then 'lot is not used as its uses say' else 'lot is overdrawn' end,
           l.journal_id::text
    from lot l left join (select lot_id, sum(points) as points from lot_use group by lot_id) u on u.lot_id = l.journal_id
    where l.used not between 0 and l.points or l.used <> coalesce(u.points, 0)

    union all
    select 'journal moves other points than its lots', moved.journal_id::text from (
      select p.journal_id, a.shopper_id, a.kind = 'pending' as waits, p.points
        from posting p join ledger_account a on a.id = p.ledger_account_id where a.kind in ('shopper', 'pending')
      union all
      select journal_id, shopper_id, release_on is not null, -points from lot
      union all
      select u.journal_id, l.shopper_id, l.release_on is not null, u.points
        from lot_use u join lot l on l.journal_id = u.lot_id
    ) moved group by moved.journal_id, moved.shopper_id, moved.waits having sum(moved.points) <> 0

    union all
    select case when held.waits then 'pending points differ from lots' else 'balance differs from lots' end,
           held.shopper_id::text
    from (
      select a.shopper_id, a.kind = 'pending' as waits, p.points
        from posting p join ledger_account a on a.id = p.ledger_account_id where a.kind in ('shopper', 'pending')
      union all
      select shopper_id, release_on is not null, used - points from lot
    ) held group by held.shopper_id, held.waits having sum(held.points) <> 0

    union all
    select case a.kind when 'debt' then 'debt is above zero' else 'balance is below zero' end, a.shopper_id::text
    from posting p join ledger_account a on a.id = p.ledger_account_id where a.shopper_id is not null
    group by a.id having case a.kind when 'debt' then sum(p.points) > 0 else sum(p.points) < 0 end

    union all
    select 'reversal is not the mirror of its journal', r.id::text
    from journal r join journal j on j.id = r.reverses
    where (r.reason, j.reason) not in (('exchange_cancelled', 'exchange'), ('claw_back', 'entry_credit'),
                                       ('claw_back', 'prize'), ('claw_back', 'opening'),
                                       ('claw_back', 'grant'))
       or exists (
         select from posting p join ledger_account a on a.id = p.ledger_account_id
         where p.journal_id in (r.id, j.id) and a.kind in ('issued', 'redeemed')
         group by a.id having sum(p.points) <> 0)

    union all
    select 'budget differs from what was issued', c.id::text
    from (select id, account_id from campaign union all select id, account_id from budget where unit = 'points') c
    join (select allotment_id, sum(used) as used from allotment_slice group by 1) s on s.allotment_id = c.id
    where s.used <> (select coalesce(-sum(p.points), 0) from ledger_account a join posting p on p.ledger_account_id = a.id
                     where a.account_id = c.account_id and a.kind = 'issued' and a.owner_id = c.id)

    union all
    select 'budget differs from what its coupons drew', b.id::text
    from budget b join (select allotment_id, sum(used) as used from allotment_slice group by 1) s on s.allotment_id = b.id
    where b.unit = 'yen' and s.used <> (select coalesce(sum(c.drawn_yen), 0) from coupon c
      where c.account_id = b.account_id and c.budget_id = b.id and (c.state <> 'cancelled'
        or exists (select from reward_code k where k.coupon_id = c.id and k.burnt_at is not null)))

    union all
    select 'grant differs from its journal', g.id::text
    from point_grant g left join journal j on j.account_id = g.account_id and j.natural_key = 'grant:' || g.id
    left join transfer t on t.journal_id = j.id left join ledger_account a on a.id = t.from_id
    group by g.id having sum(t.points) is distinct from g.points
      or bool_or(a.kind <> 'issued' or a.budget_id is distinct from g.budget_id)

    union all
    select 'allotment is exceeded', al.id::text
    from allotment al left join allotment_slice s on s.allotment_id = al.id
    group by al.id having sum(s.size) is distinct from al.total or bool_or(s.used not between 0 and s.size)`
}

export const ACCOUNT_KINDS: readonly LedgerAccount[] = [
  'issued',
  'pending',
  'shopper',
  'debt',
  'redeemed',
  'expired',
]

/**
 * One kind of ledger account on one Tokyo day. `opening + onto − off = closing`; the closings of a day add up to zero.
 */
export interface TrialBalanceLine {
  day: string
  kind: LedgerAccount
  opening: number
  onto: number
  off: number
  closing: number
}

/** Draws up the trial balance of an account, day by day from `from` to `until` (Tokyo days, both included). */
export async function trialBalance(
  sql: Sql,
  accountId: string,
  from: string,
  until: string,
): Promise<TrialBalanceLine[]> {
  const moved = await sql<{ day: string | null; kind: LedgerAccount; onto: number; off: number }[]>`
    select case when j.created_at >= ${startOfTokyoDay(from)} then (j.created_at at time zone 'Asia/Tokyo')::date end as day,
           a.kind,
           coalesce(sum(p.points) filter (where p.points > 0), 0)::float8 as onto,
           coalesce(-sum(p.points) filter (where p.points < 0), 0)::float8 as off
    from posting p join journal j on j.id = p.journal_id join ledger_account a on a.id = p.ledger_account_id
    where a.account_id = ${accountId} and j.created_at < ${startOfTokyoDay(addDays(until, 1))}
    group by 1, 2`
  const on = (day: string | null, kind: LedgerAccount) =>
    moved.find((line) => line.day === day && line.kind === kind) ?? { onto: 0, off: 0 }
  const closings = new Map(ACCOUNT_KINDS.map((kind) => [kind, on(null, kind).onto - on(null, kind).off]))

  const lines: TrialBalanceLine[] = []
  for (let day = from; day <= until; day = addDays(day, 1)) {
    for (const kind of ACCOUNT_KINDS) {
      const { onto, off } = on(day, kind)
      const opening = closings.get(kind)!
      const closing = opening + onto - off
      closings.set(kind, closing)
      lines.push({ day, kind, opening, onto, off, closing })
    }
  }
  return lines
}

/** The points that the house owes its shoppers, and when they lapse. */
export interface Liability {
  available: number
  pending: number
  /** What shoppers owe the house: a number above zero, not taken off the others. */
  debt: number
  lapsingWithin30Days: number
  lapsingWithin90Days: number
  /** By the month (YYYY-MM) in which the lots lapse. */
  months: { month: string; available: number; pending: number }[]
}

/** Adds up the outstanding liability of an account, from its postings; what lapses when, from its lots. */
export async function liability(sql: Sql, accountId: string, today: string): Promise<Liability> {
  const [sums] = await sql<Pick<Liability, 'available' | 'pending' | 'debt'>[]>`
    select coalesce(sum(p.points) filter (where a.kind = 'shopper'), 0)::float8 as available,
           coalesce(sum(p.points) filter (where a.kind = 'pending'), 0)::float8 as pending,
           0 - coalesce(sum(p.points) filter (where a.kind = 'debt'), 0)::float8 as debt
    from ledger_account a join posting p on p.ledger_account_id = a.id
    where a.account_id = ${accountId} and a.shopper_id is not null`
  const [soon] = await sql<Pick<Liability, 'lapsingWithin30Days' | 'lapsingWithin90Days'>[]>`
    select coalesce(sum(points - used) filter (where expires_on <= ${addDays(today, 30)}), 0)::float8 as "lapsingWithin30Days",
           coalesce(sum(points - used), 0)::float8 as "lapsingWithin90Days"
    from lot where account_id = ${accountId} and used < points and release_on is null
      and expires_on <= ${addDays(today, 90)}`
  const months = await sql<Liability['months']>`
    select to_char(expires_on, 'YYYY-MM') as month,
           coalesce(sum(points - used) filter (where release_on is null), 0)::float8 as available,
           coalesce(sum(points - used) filter (where release_on is not null), 0)::float8 as pending
    from lot where account_id = ${accountId} and used < points group by 1 order by 1`
  return { ...sums!, ...soon!, months: [...months] }
}

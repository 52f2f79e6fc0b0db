import { z } from 'zod'
import { ADMISSION_REFUSALS, type Admission, ADMISSION_PARTS } from '../admission/admission.ts'
import { whyNotDraw, type BudgetDays } from '../budgets/budget.ts'
import { fault, textOf } from '../faults/fault.ts'
import { outOfBounds } from '../numbers/bounds.ts'
import { Picture } from '../pictures/picture.ts'
import type { ProblemKind } from '../problem.ts'
import { addDays } from '../time/tokyo-time.ts'

const LocalDate = textOf('day', /^\d{4}-\d\d-\d\d$/)
const Words = (most: number) =>
  z.object({ ja: z.string().trim().min(1).max(most), en: z.string().trim().min(1).max(most) })

/**
 * The origin of a coupon's code: `code_pool` hands out codes that somebody else made (a shop's gift codes), each once;
 * for `till_code` we make one, which is scanned or typed at the till.
 */
export const RewardKind = z.enum(['code_pool', 'till_code'])
export type RewardKind = z.infer<typeof RewardKind>

/** Terms as they were stored. Older ones may hold numbers that would be refused today. */
export const StoredTerms = z.object({
  name: Words(60),
  words: Words(500),
  picture: Picture.nullable().default(null),
  cost_points: z.int().positive(),
  /** What one costs the account; null: nothing, or nobody has said. */
  cost_yen: z.int().positive().nullable().default(null),
  /** The budget of the account, in yen, from which an exchange draws that; null: from none. */
  budgetId: z.uuid().nullable().default(null),
  /** Pieces in all; of a code pool always the number of its codes. */
  stock: z.int().min(0).nullable().default(null),
  perPersonLimit: z.int().positive().nullable().default(null),
  ...ADMISSION_PARTS,
  /** Tokyo days, both inclusive. */
  exchangeFrom: LocalDate.nullable().default(null),
  exchangeUntil: LocalDate.nullable().default(null),
  /** A coupon can be used until the end of the day this many days after the exchange. */
  couponDays: z.int().min(0).max(3650),
  /** Within so many minutes the shopper may take an exchange back, while the coupon is unused. */
  cancelWithin_min: z.int().positive().max(43_200).nullable().default(null),
  active: z.boolean().default(true),
})

/** What points can be exchanged for, as a marketer sets it up. Null means that there is no such rule. */
export const RewardTerms = StoredTerms.superRefine((terms, context) => {
  for (const issue of outOfBounds(terms)) context.addIssue(issue)
  if (terms.budgetId !== null && terms.cost_yen === null)
    context.addIssue({ code: 'custom', ...fault('cost_missing'), path: ['cost_yen'] })
})
export type RewardTerms = z.infer<typeof RewardTerms>

/** The budget that pays for a reward, with what is left of it. */
export interface RewardBudget extends BudgetDays {
  id: string
  left_yen: number
}

export const EXCHANGE_REFUSALS = [
  ...ADMISSION_REFUSALS,
  'reward_not_on_offer',
  'reward_sold_out',
  'reward_budget_used_up',
  'reward_limit_reached',
  'points_not_enough',
] as const satisfies readonly ProblemKind[]

/**
 * Tells why this person can not exchange now, or null. `left` is null where the stock is not counted, `budget` where no
 * budget pays for it.
 */
export function whyNotExchange(
  terms: RewardTerms,
  now: {
    today: string
    left: number | null
    had: number
    balance: number
    budget: RewardBudget | null
    admission: Admission
  },
): (typeof EXCHANGE_REFUSALS)[number] | null {
  const { exchangeFrom, exchangeUntil, perPersonLimit } = terms
  if (now.admission === 'not_meant') return 'not_meant'
  const begins = exchangeFrom ?? now.today
  const ends = exchangeUntil ?? now.today
  if (!terms.active || now.today < begins || now.today > ends) return 'reward_not_on_offer'
  if (now.admission !== 'admitted') return now.admission
  if (now.left === 0) return 'reward_sold_out'
  if (now.budget && !paysFor(now.budget, terms, now.today)) return 'reward_budget_used_up'
  if (perPersonLimit !== null && now.had >= perPersonLimit) return 'reward_limit_reached'
  return now.balance < terms.cost_points ? 'points_not_enough' : null
}

/** To a shopper a budget that has ended, or has not begun, is one that has nothing. */
const paysFor = (budget: RewardBudget, { cost_yen }: RewardTerms, today: string) =>
  whyNotDraw(budget, today) === null && budget.left_yen >= (cost_yen ?? 0)

/** Returns the last Tokyo day on which a coupon of today can be used. */
export function couponLapsesOn({ couponDays }: Pick<RewardTerms, 'couponDays'>, today: string): string {
  return addDays(today, couponDays)
}

export interface CouponFacts {
  state: 'issued' | 'used' | 'cancelled'
  lapsesOn: string
  exchangedAt: Date
  shownAt: Date | null
}

/** What a coupon is for its holder: a lapsed one was neither used nor cancelled in time. */
export type CouponState = 'usable' | 'used' | 'cancelled' | 'lapsed'
export const CouponState = z.enum(['usable', 'used', 'cancelled', 'lapsed'])

export function couponState({ state, lapsesOn }: CouponFacts, today: string): CouponState {
  if (state !== 'issued') return state
  return lapsesOn < today ? 'lapsed' : 'usable'
}

const REFUSAL = {
  used: 'coupon_used',
  cancelled: 'coupon_cancelled',
  lapsed: 'coupon_lapsed',
  usable: null,
} as const satisfies Record<CouponState, ProblemKind | null>

/**
 * Tells why a coupon can not be used now, or null. Its holder's age counts once more: what was not asked at the exchange, or
 * was told otherwise since, stands at the till.
 */
export function whyNotUse(coupon: CouponFacts, admission: Admission, today: string) {
  return REFUSAL[couponState(coupon, today)] ?? (admission === 'admitted' ? null : admission)
}

/**
 * Tells why a coupon can not be cancelled, or null. Staff may cancel whatever is not used, the lapsed too. The shopper
 * may within the reward's minutes, but not once they have seen a pool's code: it may have been used elsewhere, unknown
 * to us.
 */
export function whyNotCancel(
  coupon: CouponFacts,
  reward: { kind: RewardKind; cancelWithin_min: number | null },
  by: { who: 'shopper' | 'staff'; now: Date; today: string },
) {
  const state = couponState(coupon, by.today)
  if (by.who === 'staff') return state === 'lapsed' ? null : REFUSAL[state]
  if (state !== 'usable') return REFUSAL[state]
  const age_min = (by.now.getTime() - coupon.exchangedAt.getTime()) / 60_000
  const inTime = reward.cancelWithin_min !== null && age_min <= reward.cancelWithin_min
  const mayHaveBeenUsed = reward.kind === 'code_pool' && coupon.shownAt !== null
  return inTime && !mayHaveBeenUsed ? null : 'coupon_not_cancellable'
}

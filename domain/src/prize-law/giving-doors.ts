import type { CreditReason } from '../ledger/journal.ts'

/** What comes to people: points, by the reason of their journal; coupons; prizes that are drawn. */
export type Giving = CreditReason | 'coupon' | 'drawn_prize'

/**
 * Tells for all that is given where it is held against the prize law. `campaign`: its rules are, all of them together,
 * when they are published. `grant`: it is by itself, with all that its purchase has brought. `paid_with_points`: it costs
 * points, which were held against it when they were given. `carried_over`: it was given before, elsewhere.
 */
export const GIVING_DOORS: Readonly<
  Record<Giving, 'campaign' | 'grant' | 'paid_with_points' | 'carried_over'>
> = {
  entry_credit: 'campaign',
  prize: 'campaign',
  drawn_prize: 'campaign',
  grant: 'grant',
  coupon: 'paid_with_points',
  opening: 'carried_over',
}

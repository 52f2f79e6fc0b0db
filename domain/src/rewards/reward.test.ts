import { describe, expect, test } from 'vitest'
import type { Admission } from '../admission/admission.ts'
import {
  couponLapsesOn,
  couponState,
  RewardTerms,
  whyNotCancel,
  whyNotExchange,
  whyNotUse,
  type CouponFacts,
} from './reward.ts'

const terms = RewardTerms.parse({
  name: { ja: '緑茶 1本', en: 'A bottle of green tea' },
  words: { ja: 'お店のレジで使えます。', en: 'Use it at the till.' },
  cost_points: 100,
  perPersonLimit: 2,
  exchangeFrom: '2026-11-01',
  exchangeUntil: '2026-11-30',
  couponDays: 14,
})
const now = {
  today: '2026-11-22',
  left: 5,
  had: 0,
  balance: 300,
  budget: null,
  admission: 'admitted' as const,
}
const budget = { id: '', startsOn: '2026-11-01', endsOn: '2026-11-30', closedAt: null, left_yen: 120 }

describe('a reward can be exchanged', () => {
  test('on its days, both inclusive', () => {
    const onDay = (today: string) => whyNotExchange(terms, { ...now, today })
    expect(['2026-10-31', '2026-11-01', '2026-11-30', '2026-12-01'].map(onDay)).toEqual([
      'reward_not_on_offer',
      null,
      null,
      'reward_not_on_offer',
    ])
  })

  test('any day where it has none', () => {
    const open = { ...terms, exchangeFrom: null, exchangeUntil: null }
    expect(whyNotExchange(open, { ...now, today: '2031-01-01' })).toBeNull()
  })

  test.each([
    ['not while it is off', { active: false }, {}, 'reward_not_on_offer'],
    ['not when none is left', {}, { left: 0 }, 'reward_sold_out'],
    ['by as many as come, where the stock is not counted', {}, { left: null }, null],
    ['with just enough in its budget', { cost_yen: 120 }, { budget }, null],
    ['and not with one yen less', { cost_yen: 121 }, { budget }, 'reward_budget_used_up'],
    [
      'not when its budget has ended',
      { cost_yen: 1 },
      { budget: { ...budget, endsOn: '2026-11-21' } },
      'reward_budget_used_up',
    ],
    ['as often as a person may', {}, { had: 1 }, null],
    ['and no more often', {}, { had: 2 }, 'reward_limit_reached'],
    ['with just enough points', {}, { balance: 100 }, null],
    ['and not with one less', {}, { balance: 99 }, 'points_not_enough'],
    [
      'not by whom it is not for, who hears of nothing else',
      { active: false },
      { admission: 'not_meant' as Admission },
      'not_meant',
    ],
    ['not by who is too young', {}, { admission: 'too_young' as Admission, left: 0 }, 'too_young'],
    [
      'nor by who has not said how old they are',
      {},
      { admission: 'age_unknown' as Admission },
      'age_unknown',
    ],
    [
      'and whoever lacks points hears first that it is sold out',
      {},
      { left: 0, balance: 0 },
      'reward_sold_out',
    ],
  ])('%s', (_how, rule, situation, refusal) => {
    expect(whyNotExchange({ ...terms, ...rule }, { ...now, ...situation })).toBe(refusal)
  })
})

test('a reward says what it is by an emoji or by a picture’s https address', () => {
  const accepts = (picture: string) => RewardTerms.safeParse({ ...terms, picture }).success
  expect(['🍵', '👨‍👩‍👧', 'https://example.com/tea.png'].map(accepts)).toEqual([true, true, true])
  expect(['tea', 'http://example.com/tea.png', 'javascript:alert(1)', ''].map(accepts)).toEqual(
    Array(4).fill(false),
  )
})

const coupon = (given: Partial<CouponFacts> = {}): CouponFacts => ({
  state: 'issued',
  lapsesOn: '2026-12-06',
  exchangedAt: new Date('2026-11-22T03:00:00Z'),
  shownAt: null,
  ...given,
})

describe('a coupon', () => {
  test('can be used to the end of its last day', () => {
    const lapsesOn = couponLapsesOn(terms, '2026-11-22')
    expect(lapsesOn).toBe('2026-12-06')
    expect(whyNotUse(coupon({ lapsesOn }), 'admitted', '2026-12-06')).toBeNull()
    expect(whyNotUse(coupon({ lapsesOn }), 'admitted', '2026-12-07')).toBe('coupon_lapsed')
  })

  test('is not for who turns out too young, also after the exchange', () => {
    expect(whyNotUse(coupon(), 'too_young', '2026-11-23')).toBe('too_young')
    expect(whyNotUse(coupon(), 'age_unknown', '2026-11-23')).toBe('age_unknown')
    expect(whyNotUse(coupon({ state: 'used' }), 'too_young', '2026-11-23')).toBe('coupon_used')
  })

  test('that was used or cancelled stays so, however old it gets', () => {
    expect(couponState(coupon({ state: 'used' }), '2027-01-01')).toBe('used')
    expect(whyNotUse(coupon({ state: 'used' }), 'admitted', '2026-11-23')).toBe('coupon_used')
    expect(whyNotUse(coupon({ state: 'cancelled' }), 'admitted', '2027-01-01')).toBe('coupon_cancelled')
  })
})

describe('an exchange is taken back', () => {
  const at = (minute: number) => new Date(Date.UTC(2026, 10, 22, 3, minute))
  const by = (who: 'shopper' | 'staff', now = at(5), today = '2026-11-22') => ({ who, now, today })
  const till = { kind: 'till_code', cancelWithin_min: 10 } as const
  const pool = { kind: 'code_pool', cancelWithin_min: 10 } as const
  const shown = coupon({ shownAt: at(1) })

  test('by the shopper within the reward’s minutes', () => {
    expect(whyNotCancel(coupon(), till, by('shopper', at(10)))).toBeNull()
    expect(whyNotCancel(coupon(), till, by('shopper', at(11)))).toBe('coupon_not_cancellable')
    expect(whyNotCancel(coupon(), { ...till, cancelWithin_min: null }, by('shopper'))).toBe(
      'coupon_not_cancellable',
    )
  })

  test('by the shopper while nobody has seen the pool’s code; our own code is ours to void', () => {
    expect(whyNotCancel(coupon(), pool, by('shopper'))).toBeNull()
    expect(whyNotCancel(shown, pool, by('shopper'))).toBe('coupon_not_cancellable')
    expect(whyNotCancel(shown, till, by('shopper'))).toBeNull()
  })

  test('by staff as long as it is not used, also late and lapsed', () => {
    expect(whyNotCancel(shown, pool, by('staff', at(59), '2027-01-01'))).toBeNull()
  })

  test.each(['shopper', 'staff'] as const)('by a %s never once it is used, nor twice', (who) => {
    expect(whyNotCancel(coupon({ state: 'used' }), till, by(who))).toBe('coupon_used')
    expect(whyNotCancel(coupon({ state: 'cancelled' }), till, by(who))).toBe('coupon_cancelled')
  })

  test('by the shopper not once it has lapsed', () => {
    expect(whyNotCancel(coupon(), till, by('shopper', at(5), '2026-12-07'))).toBe('coupon_lapsed')
  })
})

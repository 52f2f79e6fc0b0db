import { expect, test } from 'vitest'
import type { Check } from './decision.ts'
import { mayPassNow, type Since } from './may-pass-now.ts'

const sameEvening: Since = {
  rejectedOn: '2026-11-02',
  today: '2026-11-02',
  otherRules: false,
  samePhoto: true,
  holding: new Set(['e1']),
}
const nextDay = { today: '2026-11-03' }
const otherRules = { otherRules: true }

test.each<[Check['id'], string | null, Partial<Since>, boolean]>([
  ['points_left_today', '1000', {}, false],
  ['points_left_today', '1000', nextDay, true],
  ['points_left_today', '1000', otherRules, true],
  ['entry_in_period', '2026-11-03〜', {}, false],
  ['entry_in_period', '2026-11-03〜', nextDay, true],
  ['entry_in_period', '2026-11-01', nextDay, false],
  ['entry_in_period', '2026-11-01', otherRules, true],
  ['person_admitted', 'age_unknown', {}, true],
  ['photo_new', null, nextDay, false],
  ['photo_new', null, { samePhoto: false }, true],
  ['receipt_new', 'e1', nextDay, false],
  ['receipt_new', 'e1', { holding: new Set() }, true],
  ['products_found', null, nextDay, false],
  ['products_found', null, otherRules, true],
  ['budget_left', '0', nextDay, false],
  ['points_left_person', '5 / 5', nextDay, false],
  ['photo_is_receipt', 'not_a_receipt', { ...nextDay, ...otherRules }, false],
  ['photo_is_receipt', 'photo_lost', {}, true],
])('what failed as %s (%s) may pass with %j: %s', (id, value, changed, may) => {
  expect(mayPassNow({ id, value }, { ...sameEvening, ...changed })).toBe(may)
})

import { expect, test } from 'vitest'
import { whyNotDraw } from './budget.ts'

const open = { startsOn: '2026-12-01', endsOn: '2026-12-31', closedAt: null }

test.each([
  ['2026-11-30', open, 'budget_not_open'],
  ['2026-12-01', open, null],
  ['2026-12-31', open, null],
  ['2027-01-01', open, 'budget_closed'],
  ['2026-12-15', { ...open, closedAt: new Date(0) }, 'budget_closed'],
])('on %s', (today, budget, why) => expect(whyNotDraw(budget, today)).toBe(why))

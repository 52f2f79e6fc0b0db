import { describe, expect, it } from 'vitest'
import type { Check } from '../../api/views.ts'
import { openChecks } from './open-checks.ts'

const check = (id: string, result: Check['result']): Check =>
  ({ id, result, shopper: { ja: id, en: id } }) as unknown as Check
const checks = [check('photo', 'fail'), check('date', 'unknown'), check('once', 'pass')]
const ids = (found: Check[]) => found.map(({ id }) => id)

describe('what stands in the way of an entry', () => {
  it('is what failed and what staff are looking at, while they are', () => {
    expect(ids(openChecks(checks, 'needs_review'))).toEqual(['photo', 'date'])
  })

  it.each(['approved', 'rejected', 'revoked'] as const)(
    'names nothing that staff are said to be looking at once it is %s: nobody is any more',
    (state) => expect(ids(openChecks(checks, state))).toEqual(['photo']),
  )
})

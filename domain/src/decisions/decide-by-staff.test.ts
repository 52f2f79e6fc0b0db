import { describe, expect, test } from 'vitest'
import { makeDecision } from '../../../tests/support/make-decision.ts'
import { makeReading } from '../../../tests/support/make-reading.ts'
import { makeRules } from '../../../tests/support/make-rules.ts'
import { decideByStaff, type StaffVerdict } from './decide-by-staff.ts'
import { Decision } from './decision.ts'
import { NO_HISTORY } from './entry-history.ts'

const rules = makeRules()
const inDoubt = makeDecision({ reading: { confidence: 0.6 } })
const approve = (products: StaffVerdict['products'], pointsToday = 0) =>
  decideByStaff(inDoubt, { outcome: 'approved', products, reason: null }, makeReading(), rules, {
    ...NO_HISTORY,
    pointsToday,
  })

describe('a person of the staff who approves', () => {
  test('credits the products that they saw, by the same rules as the machine', () => {
    expect(approve([{ productId: 'green-tea', quantity: 2 }])).toMatchObject({
      outcome: 'approved',
      points: 20,
      decidedBy: 'staff',
      matched: [{ productId: 'green-tea', name: 'ミナト 緑茶 500ml', quantity: 2, certainty: 'sure' }],
    })
    const three = ['green-tea', 'barley-tea', 'cup-miso'].map((productId) => ({ productId, quantity: 1 }))
    expect(approve(three).points).toBe(80)
  })

  test('is held by the caps of the receipt and of the day', () => {
    expect(approve([{ productId: 'green-tea', quantity: 50 }]).points).toBe(300)
    expect(approve([{ productId: 'green-tea', quantity: 50 }], 990).points).toBe(10)
  })

  test('cannot credit a product that the campaign does not have', () => {
    expect(() => approve([{ productId: 'beer', quantity: 1 }])).toThrow('invalid_request')
  })

  test('keeps what the receipt prints for a product that the machine had found', () => {
    expect(approve([{ productId: 'green-tea', quantity: 1 }]).matched[0]!.printed).toBe('ミナト 緑茶 500ml')
  })

  test('names the line that a product stands on where the machine had not found it', () => {
    const [match] = approve([{ productId: 'cup-miso', quantity: 1, printed: 'ﾐﾅﾄ ｶｯﾌﾟﾐｿ' }]).matched
    expect(match).toMatchObject({ name: 'ミナト カップ味噌汁', printed: 'ﾐﾅﾄ ｶｯﾌﾟﾐｿ' })
  })
})

describe('a person of the staff who rejects', () => {
  const rejected = decideByStaff(
    inDoubt,
    { outcome: 'rejected', products: [], reason: '対象商品が写っていませんでした。' },
    makeReading(),
    rules,
    NO_HISTORY,
  )

  test('credits nothing and gives the shopper the reason in their own words', () => {
    expect(rejected).toMatchObject({
      outcome: 'rejected',
      points: 0,
      reason: '対象商品が写っていませんでした。',
    })
    expect(rejected.message.ja).toBe('対象商品が写っていませんでした。')
  })
})

test('the machine’s checks stay on record, and the result is a decision like any other', () => {
  const decided = approve([{ productId: 'green-tea', quantity: 1 }])
  expect(decided.checks).toEqual(inDoubt.checks)
  expect(Decision.parse(decided)).toEqual(decided)
})

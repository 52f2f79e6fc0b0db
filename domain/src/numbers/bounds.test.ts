import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { makeRules } from '../../../tests/support/make-rules.ts'
import { isDay, LONGEST, MOST } from './bounds.ts'
import { CampaignRules, StoredRules } from '../campaigns/campaign.ts'
import { earnPoints } from '../decisions/earn-points.ts'
import { NO_HISTORY } from '../decisions/entry-history.ts'
import { RewardTerms, StoredTerms } from '../rewards/reward.ts'

interface JsonSchema {
  type?: string
  maximum?: number
  properties?: Record<string, JsonSchema>
  items?: JsonSchema
  anyOf?: JsonSchema[]
  oneOf?: JsonSchema[]
  allOf?: JsonSchema[]
}

/** Every field of a schema that holds numbers or a list, by its name. */
function* fields(schema: JsonSchema, name = ''): Generator<[name: string, schema: JsonSchema]> {
  yield [name, schema]
  for (const inner of [...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])])
    yield* fields(inner, name)
  if (schema.items) yield* fields(schema.items, name)
  for (const [key, inner] of Object.entries(schema.properties ?? {})) yield* fields(inner, key)
}

describe.each([
  ['rules', StoredRules],
  ['terms', StoredTerms],
])('of %s', (_name, schema) => {
  const all = [...fields(z.toJSONSchema(schema, { io: 'output', unrepresentable: 'any' }) as JsonSchema)]

  test('every number has a bound, and what it bounds fits an int or is no column', () => {
    const numbers = all.filter(([, { type }]) => type === 'integer' || type === 'number')
    expect(numbers.length).toBeGreaterThan(3)
    const unbound = numbers.filter(([name, { maximum = Infinity }]) => !(name in MOST) && maximum > 10_000)
    expect(unbound.map(([name]) => name)).toEqual([])
    const large = Object.entries(MOST).filter(([, most]) => most > 2_147_483_647)
    expect(large.map(([name]) => name)).toEqual(['expectedSales_yen'])
  })

  test('every list has a length', () => {
    const lists = all.filter(([, { type, items }]) => type === 'array' && items !== undefined)
    expect(lists.filter(([name]) => !(name in LONGEST) && name !== 'weekdays').map(([name]) => name)).toEqual(
      [],
    )
  })
})

const product = { id: 'tea', name: '緑茶' }
test.each([
  ['points a product', { pointsPerProduct: 3_000_000_000 }, 'pointsPerProduct'],
  ['points of one product', { products: [{ ...product, points: 2_147_483_648 }] }, 'products.0.points'],
  ['a life of points', { pointsLiveForDays: 100_000_000 }, 'pointsLiveForDays'],
  ['a wait', { pendingDays: 1e15 }, 'pendingDays'],
  ['a budget', { budget_points: 9e15 }, 'budget_points'],
  ['a day that no calendar has', { purchasedUntil: '2026-99-99' }, 'purchasedUntil'],
  ['a day of another millennium', { entryUntil: '9999-12-31' }, 'entryUntil'],
  ['a name', { name: 'あ'.repeat(501) }, 'name'],
  [
    'a list',
    { products: Array.from({ length: 20_001 }, (_, n) => ({ ...product, id: `p${n}` })) },
    'products',
  ],
])(
  '%s beyond all bounds is refused by name, and what was stored of it is read still',
  (_what, change, path) => {
    const given = { ...makeRules(), ...change }
    expect(CampaignRules.safeParse(given).error?.issues.map((issue) => issue.path.join('.'))).toEqual([path])
    expect(StoredRules.safeParse(given).success).toBe(true)
  },
)

test('a reward may cost what a card can hold, and no more', () => {
  const words = { ja: 'お茶', en: 'Tea' }
  const terms = { name: words, words, couponDays: 30 }
  expect(RewardTerms.safeParse({ ...terms, cost_points: 100_000_000 }).success).toBe(true)
  expect(RewardTerms.safeParse({ ...terms, cost_points: 2_147_483_648 }).success).toBe(false)
  expect(RewardTerms.safeParse({ ...terms, cost_points: 1, exchangeFrom: '2026-02-30' }).success).toBe(false)
  expect(StoredTerms.safeParse({ ...terms, cost_points: 2_147_483_648 }).success).toBe(true)
})

test.each([
  ['2026-02-28', true],
  ['2026-02-29', false],
  ['2028-02-29', true],
  ['2026-13-01', false],
  ['1999-12-31', false],
  ['2100-01-01', false],
])('%s is a day: %s', (text, expected) => expect(isDay(text)).toBe(expected))

test('rules that were stored with absurd numbers give what a column can hold', () => {
  const rules = StoredRules.parse({
    ...makeRules(),
    products: [{ ...product, points: 3_000_000_000 }],
    maxPointsPerReceipt: 9e15,
    maxPointsPerPersonPerDay: 9e15,
    stamps: { per: 'entry', goal: 2, points: 3_000_000_000 },
  })
  const bought = {
    products: [{ productId: 'tea', quantity: 2, amount_yen: 1 }],
    total_yen: 1,
    purchasedAt: null,
  }
  const { points, lines } = earnPoints(bought, rules, { ...NO_HISTORY, stamps: 1 })
  expect(points).toBe(MOST.points)
  expect(lines.reduce((sum, line) => sum + line.points, 0)).toBe(points)
})

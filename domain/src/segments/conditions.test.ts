import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { CONDITION_KINDS, CONDITIONS, conditionWords, type Condition } from './conditions.ts'
import { REFERENCE_KINDS, type Known } from './known.ts'
import { Rule } from './rule.ts'
import { wordsOfRule } from './rule-words.ts'

const ID = '11111111-1111-4111-8111-111111111111'
/** As an attribute is named. */
const KEY = 'favourite_tea'
/** As a chain is named. */
const NUMBER = '1234567890123'
const known = Object.fromEntries(
  REFERENCE_KINDS.map((of) => [
    of,
    new Map([ID, KEY, NUMBER].map((id) => [id, { name: `名${of}`, ids: [id] }])),
  ]),
) as unknown as Known
/** One of each kind: a new kind does not compile until it is here. */
const ONE: { [Kind in Condition['kind']]: Extract<Condition, { kind: Kind }> } = {
  bought: { kind: 'bought', products: [ID] },
  brand: { kind: 'brand', brands: [ID] },
  category: { kind: 'category', categories: [ID] },
  price: { kind: 'price', atLeast: 100, atMost: 300 },
  spent: { kind: 'spent', atLeast: 1000, within: { months: 1 } },
  receipts: { kind: 'receipts', atMost: 3 },
  recency: { kind: 'recency', atLeast: 3, atMost: 9 },
  rhythm: { kind: 'rhythm', atLeast_intervals: 2 },
  basket: { kind: 'basket', atLeast: 5, within: { since: '2026-11-01' } },
  store: { kind: 'store', stores: [ID] },
  chain: { kind: 'chain', chains: [NUMBER] },
  own_shop: { kind: 'own_shop', atLeast: 5000, within: { days: 90 } },
  tag: { kind: 'tag', tags: [ID] },
  rank: { kind: 'rank', ranks: ['silver', 'gold'] },
  points: { kind: 'points', atLeast: 5 },
  friend: { kind: 'friend', is: false },
  member: { kind: 'member', is: true, within: { days: 30 } },
  nps: { kind: 'nps', atLeast: 9 },
  happened: { kind: 'happened', of: 'mini_app_opened' },
  segment: { kind: 'segment', segment: ID },
  stage: { kind: 'stage', stages: ['first', 'lapsed'] },
  consent: { kind: 'consent', purpose: 'offers', is: true },
  people: { kind: 'people', people: [ID] },
  audience: { kind: 'audience', audience: ID, is: false },
  attribute: { kind: 'attribute', attribute: KEY, oneOf: ['green'] },
}

describe.each(CONDITION_KINDS)('%s', (kind) => {
  const one = ONE[kind]

  test('is read as a rule, says its kind, and takes nothing that it does not know', () => {
    expect(CONDITIONS[kind].kind).toBe(kind)
    expect(Rule.parse(one)).toEqual(one)
    expect(Rule.safeParse({ ...one, whim: 1 }).success).toBe(false)
    expect(z.toJSONSchema(CONDITIONS[kind].schema)).toMatchObject({ properties: { kind: { const: kind } } })
  })

  test('is said in both languages, with the names of what it refers to', () => {
    const { ja, en } = conditionWords(one, known)
    for (const words of [ja, en]) expect(words).not.toMatch(/undefined|\{|\}|11111111/)
    for (const { of } of (CONDITIONS[kind].refersTo as (c: Condition) => { of: string }[])(one))
      expect(ja).toContain(`名${of}`)
  })
})

test('a rule says itself as one sentence', () => {
  const rule = { all: [ONE.rank, { none: [ONE.points, ONE.friend] }, { any: [ONE.nps, ONE.tag] }] }
  expect(wordsOfRule(Rule.parse(rule), known).en).toBe(
    'Who is silver or gold, and not (has at least 5 points, or is no friend), and (answered at least 9 in the survey, or is tagged “名tag”)',
  )
})

test('a tree that goes on too deep is refused without being walked', () => {
  let deep: unknown = ONE.points
  for (let n = 0; n < 100_000; n++) deep = { all: [deep] }
  expect(Rule.safeParse(deep).success).toBe(false)
  expect(Rule.safeParse({ any: Array.from({ length: 51 }, () => ONE.points) }).success).toBe(false)
})

import { describe, expect, test } from 'vitest'
import { makeDecision } from '../../../tests/support/make-decision.ts'
import { makeItem, makeReading } from '../../../tests/support/make-reading.ts'
import { makeRules } from '../../../tests/support/make-rules.ts'
import { CREDIT_WITHOUT_PERSON_AT, decide } from './decide.ts'
import { Check, Decision } from './decision.ts'
import { NO_HISTORY } from './entry-history.ts'
import type { LikeReceipt } from '../duplicates/like-receipt.ts'
import type { Reading } from '../receipts/reading.ts'
import { CALM } from '../duplicates/velocity.ts'

const quality = (kind: Reading['quality']['kind']) => ({ quality: { kind, reason: null } })
const dated = (purchasedAt: string | null, confidence = 0.99) => ({
  purchasedAt,
  fields: { purchasedAt: { confidence, box: null, won: 'read' as const } },
})
const wrongSum = { holds: [], repairs: [], fails: [{ name: 'lines = subtotal', left: 306, right: 406 }] }
const aWeekOld = { maxReceiptAgeDays: 7 }
const forOne = { maxPointsPerPerson: 500 }
const spending = (yen: number, of: 'receipt' | 'products') => ({ minimumSpend: { yen, of } })
const inStore = (number: string) => ({
  stores: [{ id: 'chain', name: '参加チェーン', registrationNumbers: [number] }],
})
const onlySet = (all: string[]) => ({
  pointsPerProduct: 0,
  sets: [{ id: 'set', name: 'セット', all, points: 50 }],
})
const shopByNameOnly = {
  name: '山川マート',
  branch: null,
  phone: null,
  address: null,
  registrationNumber: null,
}
const numberAlone = { ...shopByNameOnly, name: null, registrationNumber: 'T7433698846159' }
const twoOfOneCompany = {
  stores: [
    { id: 'one', name: 'コモレビマート 若葉町店', phones: ['03-0012-3456'] },
    { id: 'two', name: 'コモレビマート 桜坂店', phones: ['03-0012-9876'] },
  ].map((store) => ({ ...store, registrationNumbers: ['T7433698846159'] })),
}
const milk = [makeItem('牛乳 1L')]

const nameDoubted = (signs: string[]) => ({
  items: [{ ...milk[0]!, doubts: signs.map((read) => ({ read, may: 'ミ', odds: 0.3 })) }],
})
const unreadName = { 'items.0.name': { confidence: 0.1, box: null, won: 'read' as const } }

const makeLike = (score: number): LikeReceipt => ({
  entryId: '6b1f8f0e-0000-4000-8000-000000000001',
  samePerson: false,
  state: 'approved',
  score,
  reasons: ['same_number'],
})

const retouched = {
  photo: null,
  edited: { box: { x: 0.5, y: 0.6, w: 0.04, h: 0.02 }, here: 0, elsewhere: 0.9 },
}

/** Everything that can be said of each check: what makes it so, and how the entry then ends. */
const cases: [Check['id'], Check['result'], string, Parameters<typeof makeDecision>[0]][] = [
  ['photo_is_receipt', 'pass', 'a receipt', {}],
  ['photo_is_receipt', 'fail', 'a page without a receipt', { reading: quality('not_a_receipt') }],
  ['photo_is_receipt', 'fail', 'a photo that was lost', { reading: quality('photo_lost') }],
  ['photo_is_receipt', 'unknown', 'two receipts', { reading: quality('several_receipts') }],
  ['photo_is_receipt', 'unknown', 'a receipt that is cut', { reading: quality('cut') }],
  ['photo_is_receipt', 'unknown', 'a blurred receipt', { reading: quality('unreadable') }],
  ['photo_new', 'pass', 'a photo that nobody sent before', {}],
  ['photo_new', 'fail', 'a photo that somebody sent before', { history: { samePhoto: true } }],
  ['receipt_new', 'pass', 'a receipt that nobody entered before', {}],
  [
    'receipt_new',
    'fail',
    'a receipt that was entered before',
    { history: { likeReceipts: [makeLike(0.99)] } },
  ],
  ['receipt_new', 'unknown', 'a receipt like another', { history: { likeReceipts: [makeLike(0.8)] } }],
  ['photo_unedited', 'pass', 'a photo as it was taken', {}],
  [
    'photo_unedited',
    'unknown',
    'a photo with a place that was put in later',
    { reading: { marks: retouched } },
  ],
  ['velocity', 'pass', 'a keen collector', { history: { velocity: { ...CALM, personTenMinutes: 12 } } }],
  ['velocity', 'unknown', 'a flood of entries', { history: { velocity: { ...CALM, personTenMinutes: 13 } } }],
  ['entry_in_period', 'fail', 'the day before the first', { today: '2025-12-31' }],
  ['entry_in_period', 'pass', 'the last day', { today: '2027-01-07' }],
  ['entry_in_period', 'fail', 'the day after', { today: '2027-01-08' }],
  ['purchase_in_period', 'pass', 'the first day', { reading: dated('2026-01-01T00:00') }],
  ['purchase_in_period', 'pass', 'a day without a time', { reading: dated('2026-11-02') }],
  ['purchase_in_period', 'fail', 'the day before', { reading: dated('2025-12-31T23:59') }],
  ['purchase_in_period', 'unknown', 'a doubtful day outside', { reading: dated('2025-12-31T23:59', 0.6) }],
  [
    'purchase_in_period',
    'unknown',
    'a certain day outside on a doubtful page',
    { reading: { ...dated('2025-12-31T23:59'), confidence: 0.2 } },
  ],
  ['purchase_in_period', 'unknown', 'a day of years ago', { reading: dated('2019-08-05T10:00') }],
  ['purchase_in_period', 'unknown', 'a day to come', { reading: dated('2026-11-03T10:00') }],
  ['purchase_in_period', 'unknown', 'no day', { reading: dated(null) }],
  ['products_found', 'pass', 'one campaign product', {}],
  ['products_found', 'fail', 'other goods only', { reading: { items: milk } }],
  ['products_found', 'unknown', 'other goods, read badly', { reading: { items: milk, confidence: 0.7 } }],
  ['products_found', 'unknown', 'no goods at all', { reading: { items: [] } }],
  [
    'products_found',
    'unknown',
    'a good of whose name nearly nothing was read',
    { reading: { ...nameDoubted(['牛', '乳', '1']), fields: unreadName } },
  ],
  [
    'products_found',
    'fail',
    'a good of whose name one sign is in doubt',
    { reading: { ...nameDoubted(['牛']), fields: unreadName } },
  ],
  [
    'products_found',
    'unknown',
    'one product for sure and one perhaps',
    { reading: { items: [makeItem('ミナト 麦茶 600ml'), makeItem('ミナト 新茶')] } },
  ],
  ['reading_certain', 'pass', 'a certain reading', { reading: { confidence: CREDIT_WITHOUT_PERSON_AT } }],
  [
    'reading_certain',
    'unknown',
    'a doubtful reading',
    { reading: { confidence: CREDIT_WITHOUT_PERSON_AT - 0.01 } },
  ],
  ['reading_certain', 'unknown', 'sums that do not agree', { reading: { proof: wrongSum } }],
  ['receipt_age', 'pass', 'the last day of a week', { rules: aWeekOld, today: '2026-11-09' }],
  ['receipt_age', 'fail', 'the day after', { rules: aWeekOld, today: '2026-11-10' }],
  [
    'receipt_age',
    'unknown',
    'a day of more than a year ago, which is a misread one',
    { rules: aWeekOld, today: '2026-11-10', reading: dated('2025-11-02', 0.99) },
  ],
  [
    'receipt_age',
    'unknown',
    'a doubtful day that is too old',
    { rules: aWeekOld, today: '2026-11-10', reading: dated('2026-11-02', 0.6) },
  ],
  ['store_takes_part', 'pass', 'a chain that takes part', { rules: inStore('T7433698846159') }],
  ['store_takes_part', 'fail', 'another chain', { rules: inStore('T1234567890123') }],
  [
    'store_takes_part',
    'unknown',
    'one of two listed shops of a company that share its T-number',
    { rules: twoOfOneCompany, reading: { merchant: numberAlone } },
  ],
  [
    'store_takes_part',
    'fail',
    'a shop of that company with a phone of its own',
    { rules: twoOfOneCompany, reading: { merchant: { ...numberAlone, phone: '06-0298-6913' } } },
  ],
  [
    'store_takes_part',
    'unknown',
    'a shop of that company whose phone is hard to read',
    {
      rules: twoOfOneCompany,
      reading: {
        merchant: { ...numberAlone, phone: '06-0298-6913' },
        fields: { 'merchant.phone': { confidence: 0.6, box: null, won: 'read' } },
      },
    },
  ],
  [
    'store_takes_part',
    'unknown',
    'a shop beside one that lists no number to compare',
    { rules: { stores: [{ id: 'by-name', name: '名前だけの店' }] } },
  ],
  [
    'store_takes_part',
    'unknown',
    'a shop of which a name alone was read',
    { rules: inStore('T1234567890123'), reading: { merchant: shopByNameOnly } },
  ],
  [
    'purchase_in_period',
    'unknown',
    'a day outside that was read without any confidence',
    { rules: { purchasedFrom: '2026-11-01' }, today: '2026-11-05', reading: dated('2026-10-20', 0) },
  ],
  ['minimum_spend', 'pass', 'just enough', { rules: spending(306, 'receipt') }],
  ['minimum_spend', 'fail', 'a yen too little', { rules: spending(307, 'receipt') }],
  ['minimum_spend', 'fail', 'too little of the products', { rules: spending(129, 'products') }],
  ['minimum_spend', 'unknown', 'no total', { rules: spending(100, 'receipt'), reading: { total: null } }],
  ['conditions_met', 'pass', 'a complete set', { rules: onlySet(['green-tea']) }],
  ['conditions_met', 'fail', 'half a set', { rules: onlySet(['green-tea', 'cup-miso']) }],
  [
    'conditions_met',
    'unknown',
    'half a set on a doubtful page',
    { rules: onlySet(['green-tea', 'cup-miso']), reading: { confidence: 0.5 } },
  ],
  [
    'person_admitted',
    'pass',
    'somebody of age',
    { rules: { leastAge: 20 }, history: { admission: 'admitted' } },
  ],
  [
    'person_admitted',
    'fail',
    'somebody too young',
    { rules: { leastAge: 20 }, history: { admission: 'too_young' } },
  ],
  ['points_left_person', 'pass', 'one point left', { rules: forOne, history: { pointsInCampaign: 499 } }],
  ['points_left_person', 'fail', 'no points left', { rules: forOne, history: { pointsInCampaign: 500 } }],
  ['budget_left', 'pass', 'one point left of the budget', { history: { budgetLeft: 1 } }],
  ['budget_left', 'fail', 'an empty budget', { history: { budgetLeft: 0 } }],
  ['points_left_today', 'pass', 'one point left', { history: { pointsToday: 999 } }],
  ['points_left_today', 'fail', 'no points left', { history: { pointsToday: 1000 } }],
]

describe('each check', () => {
  test.each(cases)('%s: %s for %s', (id, result, _case, given) => {
    const decision = makeDecision(given)
    expect(decision.checks.find((check) => check.id === id)?.result).toBe(result)
    const ending = { pass: 'approved', fail: 'rejected', unknown: 'needs_review' } as const
    expect(decision.outcome).toBe(ending[result])
    expect(decision.points > 0).toBe(result === 'pass')
  })

  test('can end in every way that the table above names, and no check is missing from it', () => {
    expect(new Set(cases.map(([id]) => id))).toEqual(new Set(Check.shape.id.options))
  })

  test('speaks to the shopper and to staff in Japanese and English, without a hole in the sentence', () => {
    for (const [, , , given] of cases) {
      const decision = Decision.parse(makeDecision(given))
      const sentences = [
        decision.message,
        ...decision.checks.flatMap(({ shopper, staff }) => [shopper, staff]),
      ]
      for (const { ja, en } of sentences) {
        expect(ja).toMatch(/[\u3040-\u30ff\u4e00-\u9fff]/)
        expect(en).toMatch(/^[A-Z\d]/)
        expect(ja + en).not.toMatch(/null|undefined|NaN|\[object/)
      }
    }
  })
})

describe('the decision', () => {
  test('is the same for the same arguments, and leaves them as they were', () => {
    const given = [makeReading(), { version: 7, rules: makeRules() }, NO_HISTORY, '2026-11-02'] as const
    const before = structuredClone(given)
    expect(decide(...given)).toEqual(decide(...given))
    expect(given).toEqual(before)
  })

  test('rejects when one check fails, whatever else is in doubt, and tells the shopper that reason', () => {
    const decision = makeDecision({
      reading: { confidence: 0.5 },
      history: { samePhoto: true, likeReceipts: [makeLike(0.8)] },
    })
    expect(decision.outcome).toBe('rejected')
    expect(decision.message).toEqual(decision.checks.find(({ id }) => id === 'photo_new')!.shopper)
  })

  test('credits no points for a product that it is not sure of', () => {
    const items = [makeItem('ミナト 緑茶 500ml'), makeItem('ミナト 新茶')]
    const decision = makeDecision({ reading: { items } })
    expect(decision.matched.map(({ certainty }) => certainty)).toEqual(['sure', 'unsure'])
    expect(decision).toMatchObject({ outcome: 'needs_review', points: 0 })
  })

  test('names the product, what is printed for it and how many, and points to the place on the receipt', () => {
    const items = [makeItem('食パン'), makeItem('ﾐﾅﾄ ﾘｮｸﾁｬ500', { quantity: 2 })]
    const decision = makeDecision({ reading: { items } })
    expect(decision.points).toBe(20)
    expect(decision.matched).toMatchObject([
      { productId: 'green-tea', name: 'ミナト 緑茶 500ml', printed: 'ﾐﾅﾄ ﾘｮｸﾁｬ500', quantity: 2 },
    ])
    expect(decision.checks.find(({ id }) => id === 'products_found')).toMatchObject({
      value: 'ミナト 緑茶 500ml ×2',
      field: 'items.1.name',
    })
  })

  test('tells the shopper a day as people write it, and staff as it stands in a column', () => {
    const { checks } = makeDecision({ reading: dated('2025-12-31T23:59') })
    const { shopper, staff } = checks.find(({ id }) => id === 'purchase_in_period')!
    expect(shopper.ja).toMatch(/^購入日\(2025年12月31日\)が/)
    expect(staff.ja).toBe('購入日 2025-12-31 は対象期間外')
  })

  test('shows staff the sum that does not agree', () => {
    const { checks } = makeDecision({ reading: { proof: wrongSum } })
    const check = checks.find(({ id }) => id === 'reading_certain')!
    expect(check.staff.ja).toBe('読み取りに確信がない(品物の合計 = 小計: 306 ≠ 406)')
    expect(check.staff.en).toBe('The reading is not certain (lines = subtotal: 306 ≠ 406)')
  })

  test('names in every check the version of the rules by which it was made', () => {
    const { checks } = decide(makeReading(), { version: 7, rules: makeRules() }, NO_HISTORY, '2026-11-02')
    expect(new Set(checks.map(({ version }) => version))).toEqual(new Set([7]))
  })

  test('tells how the points came about, and of stamps', () => {
    const stamps = { per: 'entry', goal: 3, points: 40 } as const
    expect(makeDecision({ rules: { stamps }, history: { stamps: 2 } })).toMatchObject({
      points: 50,
      stamps: 1,
      lines: [
        { reason: 'product', of: 'green-tea', points: 10 },
        { reason: 'stamps', points: 40 },
      ],
    })
  })

  test('needs no product where the campaign asks for none', () => {
    const amountPoints = { of: 'receipt' as const, per_yen: 100, points: 1 }
    const rules = { products: [], sets: [], amountPoints }
    const decision = makeDecision({ rules, reading: { items: milk } })
    expect(decision).toMatchObject({ outcome: 'approved', points: 1 })
    expect(decision.checks.some(({ id }) => id === 'products_found')).toBe(false)
  })

  test('takes an entry that only has a chance to win', () => {
    const draws = [{ id: 'tour', name: '工場見学', winners: 5, drawnFrom: '2027-02-01' }]
    const decision = makeDecision({ rules: { pointsPerProduct: 0, sets: [], draws } })
    expect(decision).toMatchObject({ outcome: 'approved', points: 0 })
  })

  test('credits what is left of the day', () => {
    expect(makeDecision({ history: { pointsToday: 996 } })).toMatchObject({ outcome: 'approved', points: 4 })
  })
})

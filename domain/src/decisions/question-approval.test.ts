import { describe, expect, test } from 'vitest'
import { makeItem, makeReading } from '../../../tests/support/make-reading.ts'
import { makeRules } from '../../../tests/support/make-rules.ts'
import { openQuestions, questionKey } from './approval-question.ts'
import { correctReading, type Correction } from '../receipts/correct-reading.ts'
import { NO_HISTORY } from './entry-history.ts'
import type { LikeReceipt } from '../duplicates/like-receipt.ts'
import { questionApproval } from './question-approval.ts'
import type { Reading } from '../receipts/reading.ts'

const TEA = 'ミナト 緑茶 500ml'
const matchOf = (quantity: number) => ({
  productId: 'green-tea',
  name: TEA,
  printed: TEA,
  quantity,
  score: 1,
  certainty: 'sure' as const,
})
const like = (given: Partial<LikeReceipt>): LikeReceipt => ({
  entryId: 'other',
  samePerson: false,
  state: 'approved',
  score: 0.9,
  reasons: ['same_minute'],
  ...given,
})
const ask = (
  read: Reading,
  { correction = {} as Correction, likeReceipts = [] as LikeReceipt[], pieces = 1 } = {},
) =>
  questionApproval({
    read,
    reading: correctReading(read, correction),
    matched: [matchOf(pieces)],
    rules: makeRules(),
    history: { ...NO_HISTORY, likeReceipts },
  }).map((question) => `${questionKey(question)} ${question.must}`)
const teas = (given: object, total: number) =>
  makeReading({ items: [makeItem(TEA, given)], total, proof: { holds: [PAID], fails: [], repairs: [] } })
const PAID = { name: 'tendered - total = change', left: 1, right: 1 }

test('a receipt that adds up and that nobody else has asks nothing', () => {
  expect(ask(makeReading())).toEqual([])
})

describe('another entry with a receipt that is like it', () => {
  test('must be confirmed where it is credited and likelier than not the same, else seen', () => {
    expect(ask(makeReading(), { likeReceipts: [like({ score: 0.5 })] })).toEqual([
      'receipt_credited|other confirm',
    ])
    expect(ask(makeReading(), { likeReceipts: [like({ score: 0.49 })] })).toEqual([
      'receipt_credited|other see',
    ])
  })

  test('asks nothing while it waits: of two that wait one may be approved', () => {
    expect(ask(makeReading(), { likeReceipts: [like({ state: 'needs_review', score: 1 })] })).toEqual([])
  })
})

describe('a count', () => {
  test('is proved by a unit price that makes the amount, and that the product can cost', () => {
    expect(ask(teas({ quantity: 2 }, 256), { pieces: 2 })).toEqual([])
    expect(ask(teas({ quantity: 2, unitPrice: null, amount: 256 }, 256), { pieces: 2 })).toHaveLength(1)
    expect(ask(teas({ quantity: 17, unitPrice: 16, amount: 272 }, 272), { pieces: 17 })).toEqual([
      `count_unproved|${TEA}|17|272 confirm`,
    ])
  })

  test('is proved by the printed number of pieces', () => {
    const read = teas({ quantity: 2, unitPrice: null, amount: 256 }, 256)
    const counted = { ...read, proof: { ...read.proof, holds: [{ name: 'point count', left: 2, right: 2 }] } }
    expect(ask(counted, { pieces: 2 })).toEqual([])
  })

  test('is theirs where a person wrote it', () => {
    const read = teas({ quantity: 17, unitPrice: null, amount: 256 }, 256)
    const items = [{ ...read.items[0]!, quantity: 2 }]
    expect(ask(read, { correction: { items }, pieces: 2 })).toEqual([])
  })

  test('stays the machine’s where a person corrects something else', () => {
    const read = teas({ quantity: 17, unitPrice: null, amount: 256 }, 256)
    const correction = { total: 300, items: [...read.items, makeItem('袋', { unitPrice: 5 })] }
    expect(ask(read, { correction, pieces: 17 })).toEqual([`count_unproved|${TEA}|17|256 confirm`])
  })
})

describe('sums', () => {
  const contradicting = makeReading({
    proof: { holds: [], fails: [{ name: 'lines = subtotal', left: 306, right: 336 }], repairs: [] },
  })

  test('that disagree are asked about, until a person corrects them', () => {
    expect(ask(contradicting)).toEqual(['sums_unproved|lines = subtotal|306|336 confirm'])
    expect(ask(contradicting, { correction: { total: 336 } })).toEqual([])
    expect(ask(contradicting, { correction: { merchantName: '若葉商店' } })).toHaveLength(1)
  })

  test('that nothing supports are asked about', () => {
    expect(ask(makeReading({ proof: { holds: [], fails: [], repairs: [] } }))).toEqual([
      'sums_unproved|total|306 confirm',
    ])
  })

  test('of goods over the total are asked about, also where a person wrote the total', () => {
    expect(ask(makeReading(), { correction: { total: 200 } })).toEqual(['goods_over_total|306|200 confirm'])
  })

  test('of goods may be over the total by a coupon that the print’s own sums agree on', () => {
    expect(ask(makeReading({ total: 206, subtotal: 306 }))).toEqual([])
  })
})

test('day and total that nobody read are asked about', () => {
  expect(ask(makeReading({ purchasedAt: null }))).toEqual(['not_read|purchasedAt confirm'])
  expect(ask(makeReading(), { correction: { total: null } })).toEqual(['not_read|total confirm'])
})

test('an answer holds for the numbers that it was given for, and seeing is not confirming', () => {
  const question = (left: number, must: 'see' | 'confirm') =>
    ({ kind: 'count_unproved', of: TEA, left, right: 256, must }) as const
  const key = questionKey(question(17, 'confirm'))
  expect(openQuestions([question(17, 'confirm')], { seen: [], confirmed: [key] })).toEqual([])
  expect(openQuestions([question(17, 'confirm')], { seen: [key], confirmed: [] })).toHaveLength(1)
  expect(openQuestions([question(18, 'confirm')], { seen: [], confirmed: [key] })).toHaveLength(1)
  expect(openQuestions([question(17, 'see')], { seen: [key], confirmed: [] })).toEqual([])
})

import { describe, expect, test } from 'vitest'
import { makeReading } from '../../../../tests/support/make-reading.ts'
import { NO_HISTORY, type EntryHistory } from '../entry-history.ts'
import { findLikeReceipts, type LikeReceipt } from '../../duplicates/like-receipt.ts'
import { LikenessReason } from '../../duplicates/evidence.ts'
import { CALM, type Velocity } from '../../duplicates/velocity.ts'
import { checkFraud } from './check-fraud.ts'

const find = (id: string, history: Partial<EntryHistory>, marks = makeReading().marks) =>
  checkFraud(makeReading({ marks }), { ...NO_HISTORY, ...history }).find((check) => check.id === id)!
const like = (given: Partial<LikeReceipt>): LikeReceipt => ({
  entryId: '6b1f8f0e-0000-4000-8000-000000000001',
  samePerson: false,
  state: 'approved',
  score: 0.995,
  reasons: ['same_number', 'same_minute'],
  ...given,
})

describe('a receipt like another entry’s', () => {
  test.each<[Partial<LikeReceipt>, 'fail' | 'unknown', RegExp]>([
    [{}, 'fail', /すでに応募されています。別のレシート/],
    [{ score: 0.98 }, 'unknown', /スタッフが確認/],
    [{ score: 0.85, samePerson: true }, 'fail', /ポイントがついています。別のレシート/],
    [{ score: 0.85, samePerson: true, state: 'needs_review' }, 'fail', /結果をお待ちください/],
    [{ score: 0.7, samePerson: true }, 'unknown', /スタッフが確認/],
  ])('%o: %s', (given, result, words) => {
    const check = find('receipt_new', { likeReceipts: [like(given)] })
    expect(check.result).toBe(result)
    expect(check.shopper.ja).toMatch(words)
  })

  test('names the entry and every reason to staff', () => {
    const { value, staff } = find('receipt_new', { likeReceipts: [like({})] })
    expect(value).toBe('6b1f8f0e-0000-4000-8000-000000000001')
    expect(staff.ja).toBe('別の人の応募 6b1f8f0e(付与済み)と一致度 99%: 同じレシート番号、同じ時刻')
    expect(staff.en).toBe(
      '99% like another person’s credited entry 6b1f8f0e: the same receipt number, the same minute',
    )
    const all = find('receipt_new', { likeReceipts: [like({ reasons: LikenessReason.options })] })
    expect(all.staff.ja.split('、')).toHaveLength(LikenessReason.options.length)
    expect(all.staff.en).not.toMatch(/undefined/)
  })

  test('is judged by the one that is certain, also when a likelier one of somebody else is not', () => {
    const others = like({ score: 0.95, entryId: 'somebody else’s' })
    const own = like({ score: 0.9, samePerson: true, entryId: 'own' })
    expect(find('receipt_new', { likeReceipts: [others, own] })).toMatchObject({
      result: 'fail',
      value: 'own',
    })
  })
})

test('of the candidates only those that may be the same receipt are kept, the likeliest first', () => {
  const reading = makeReading({ receiptNumber: '4242' })
  const other = (entryId: string, given: Parameters<typeof makeReading>[0]) => ({
    entryId,
    samePerson: false,
    state: 'approved' as const,
    reading: makeReading({ receiptNumber: '4242', ...given }),
  })
  const found = findLikeReceipts(reading, [
    other('misread', { receiptNumber: '4742' }),
    other('another day', { purchasedAt: '2026-11-14T08:10', receiptNumber: '99' }),
    other('the same', {}),
  ])
  expect(found.map(({ entryId }) => entryId)).toEqual(['the same', 'misread'])
})

describe('the pace of entries', () => {
  test.each<[keyof Velocity, number]>([
    ['personTenMinutes', 12],
    ['personHour', 30],
    ['personDay', 60],
    ['shopHour', 60],
    ['tillRun', 5],
  ])('%s: up to %i is how people shop, more is for staff and never a rejection', (pace, most) => {
    expect(find('velocity', { velocity: { ...CALM, [pace]: most } }).result).toBe('pass')
    const fast = find('velocity', { velocity: { ...CALM, [pace]: most + 1 } })
    expect(fast.result).toBe('unknown')
    expect(fast.staff.ja).toMatch(new RegExp(`: ${most + 1}件$`))
    expect(find('velocity', { velocity: { ...CALM, [pace]: 1_000_000 } }).result).toBe('unknown')
  })
})

test('a place that was put into the photo is shown to staff, and is never a rejection', () => {
  const edited = { box: { x: 0.5, y: 0.6, w: 0.04, h: 0.02 }, here: 0, elsewhere: 0.9 }
  const check = find('photo_unedited', {}, { photo: null, edited })
  expect(check).toMatchObject({ result: 'unknown', value: '52% 61%' })
  expect(check.staff.ja).toMatch(/写真の左から52%・上から61%のあたり/)
})

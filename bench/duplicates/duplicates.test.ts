import { readFile } from 'node:fs/promises'
import { CERTAIN_AT, compareReceipts, ReceiptTraits } from '@tamaru/domain'
import { describe, expect, test } from 'vitest'
import { addUpPairs, judgePair, judgePairs, type ReadPhoto } from './judge-pairs.ts'

/**
 * 144 drawn photos as the product's reader read them: of each of 12 tills one receipt in eight photos, and four
 * neighbours'. `npm run bench:duplicates -- --keep bench/duplicates/planted-readings.ndjson` draws and reads them anew.
 */
const photos = (await readFile(new URL('planted-readings.ndjson', import.meta.url), 'utf8'))
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as ReadPhoto)
  .map((photo) => ({ ...photo, reading: ReceiptTraits.parse(photo.reading) }))
const { duplicates, neighbours, strangers } = judgePairs(photos)
const isNumbered = ({ reading }: ReadPhoto) => reading.receiptNumber !== null || reading.slipNumber !== null

test('the planted photos are all there', () => {
  expect(photos).toHaveLength(144)
  const hows = new Set(photos.map(({ how }) => how))
  expect(hows).toEqual(
    new Set(['photo', 'crop', 'brightness', 'darkness', 'smaller', 'reencoded', 'angle', 'shopper']),
  )
})

describe('one receipt in two photos', () => {
  test('is always found, however the second came about, unless staff have to read it anyway', () => {
    for (const [pair, counts] of duplicates) expect(counts.passed, pair).toBe(0)
  })

  test('is certain wherever a running number or an approval number was read on both', () => {
    for (const [i, a] of photos.entries())
      for (const b of photos.slice(0, i))
        if (a.receipt === b.receipt && isNumbered(a) && isNumbered(b))
          expect(judgePair(a, b), `${a.receipt}: ${a.how}, ${b.how}`).toBe('certain')
  })
})

describe('two customers of one till in one minute', () => {
  test('are never taken for one, though they bought the very same', () => {
    expect(addUpPairs(neighbours.values()).certain).toBe(0)
  })

  test('are let pass where they bought something else, or one good alike and numbers were read', () => {
    for (const [pair, { staff }] of neighbours)
      if (pair !== 'base / next' && pair !== 'one / one-next') expect(staff, pair).toBe(0)
    const alike = photos.filter(({ receipt }) => /-one(-next)?$/.test(receipt))
    for (const a of alike.filter(isNumbered))
      for (const b of alike.filter(isNumbered))
        if (a.receipt !== b.receipt) expect(judgePair(a, b), `${a.receipt} and ${b.receipt}`).toBe('passed')
  })
})

test('receipts of two tills are never so much as looked at', () => {
  expect([strangers.certain, strangers.staff]).toEqual([0, 0])
})

describe('with one field of one photo misread or lost', () => {
  const misreadings: [string, (reading: ReceiptTraits) => Partial<ReceiptTraits>][] = [
    ['no time', ({ purchasedAt }) => ({ purchasedAt: purchasedAt?.slice(0, 10) ?? null })],
    ['another minute', ({ purchasedAt }) => ({ purchasedAt: purchasedAt && turnDigit(purchasedAt, 14) })],
    ['another day', ({ purchasedAt }) => ({ purchasedAt: purchasedAt && turnDigit(purchasedAt, 9) })],
    ['no telephone number', ({ merchant }) => ({ merchant: { ...merchant, phone: null } })],
    [
      'another telephone number',
      ({ merchant }) => ({
        merchant: { ...merchant, phone: merchant.phone && turnDigit(merchant.phone, 11) },
      }),
    ],
    ['no registration number', ({ merchant }) => ({ merchant: { ...merchant, registrationNumber: null } })],
    ['another total', ({ total }) => ({ total: total && total + 50 })],
    ['no total', () => ({ total: null })],
    ['no receipt number', () => ({ receiptNumber: null })],
    ['no till', () => ({ registerNumber: null })],
    ['a line lost', ({ items }) => ({ items: items.slice(0, -1) })],
  ]
  const read = photos.filter(({ reading, receipt }) => reading.purchasedAt && /-base$/.test(receipt))
  const [first, second] = ['photo', 'angle'].map((how) => read.filter((photo) => photo.how === how))

  test.each(misreadings)('%s: the receipt is found', (_what, misread) => {
    for (const a of first!) {
      const b = second!.find(({ receipt }) => receipt === a.receipt)!
      const worse = { ...b, reading: { ...b.reading, ...misread(b.reading) } }
      expect(judgePair(a, worse), a.receipt).toMatch(/certain|staff/)
    }
  })

  test.each(misreadings)('%s: no neighbour is taken for certain', (what, misread) => {
    // The very same goods, and the number lost: nothing is left on the paper that tells the two apart.
    const isTold = ({ receipt }: ReadPhoto) => what !== 'no receipt number' || !receipt.endsWith('-next')
    for (const a of first!)
      for (const b of photos.filter((photo) => photo.receipt !== a.receipt && isTold(photo))) {
        const worse = { ...b.reading, ...misread(b.reading) }
        expect(compareReceipts(a.reading, worse).score, `${a.receipt}, ${b.receipt}`).toBeLessThan(CERTAIN_AT)
      }
  })
})

/** As a reader takes 3 for 8: the digit at this place is another. */
function turnDigit(text: string, at: number): string {
  return text.slice(0, at) + ((Number(text[at]) + 5) % 10) + text.slice(at + 1)
}

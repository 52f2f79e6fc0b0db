import { describe, expect, test } from 'vitest'
import { seededRandom } from '../random.ts'
import { drawReceipt } from './draw-receipt.ts'
import { DISCOUNT_FORMS, GOODS_FORMS } from './goods-forms.ts'
import { OTHER_SLIPS } from './other-slips.ts'
import { PAYMENT_FORMS } from './payment-forms.ts'
import { HEAD_ORDERS } from './print-head.ts'
import type { Production } from './productions.ts'
import {
  COUPON_FORMS,
  ORDERS,
  OUTSIDE_TAX_FORMS,
  SUBTOTAL_FORMS,
  TAX_FORMS,
  TOTAL_FORMS,
} from './sums-forms.ts'
import { wearLines } from './wear-lines.ts'

const KINDS: Production[][] = [
  GOODS_FORMS,
  DISCOUNT_FORMS,
  SUBTOTAL_FORMS,
  COUPON_FORMS,
  TAX_FORMS,
  OUTSIDE_TAX_FORMS,
  TOTAL_FORMS,
  ORDERS,
  PAYMENT_FORMS,
  HEAD_ORDERS,
  OTHER_SLIPS,
]
const heldOut = KINDS.flat().filter((p) => p.heldOut)
const drawn = (selection: 'seen' | 'unseen', count = 120) =>
  Array.from({ length: count }, (_, i) => drawReceipt(seededRandom(`${selection}/${i}`), selection))

test('no two ways to print a part go by one name', () => {
  const names = KINDS.flat().map((p) => p.name)
  expect(names).toEqual([...new Set(names)])
})

test('what is learned from holds no production that is held out; what is measured holds some on every receipt', () => {
  expect(heldOut.length).toBeGreaterThan(10)
  expect(
    drawn('seen')
      .flatMap((r) => r.productions)
      .filter((p) => p.heldOut),
  ).toEqual([])
  for (const { productions } of drawn('unseen')) expect(productions.some((p) => p.heldOut)).toBe(true)
})

test('the same seed draws the same receipt', () => {
  expect(drawReceipt(seededRandom('same'), 'all').lines).toEqual(
    drawReceipt(seededRandom('same'), 'all').lines,
  )
})

describe('a drawn receipt', () => {
  const receipts = drawn('seen')

  test('says of every letter what it is part of, and where it stands', () => {
    for (const line of receipts.flatMap((r) => r.lines)) {
      expect(line.tags).toHaveLength([...line.text].length)
      expect(line.places).toHaveLength([...line.text].length)
      expect(line.places).toEqual(line.places.toSorted((a, b) => a - b))
    }
  })

  test('adds up: goods, coupon, tax and what comes off later make the total', () => {
    for (const { items, account } of receipts) {
      expect(account.goods).toBe(items.reduce((sum, i) => sum + i.gross - i.off, 0))
      expect(account.total + account.later).toBe(account.rates.reduce((sum, r) => sum + r.gross, 0))
    }
  })

  test('worn as by a photo, keeps a tag and a place for every letter', () => {
    for (const [i, { lines }] of receipts.entries())
      for (const line of wearLines(lines, seededRandom(`wear/${i}`))) {
        expect(line.tags).toHaveLength([...line.text].length)
        expect(line.places).toHaveLength([...line.text].length)
      }
  })
})

import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { drawReceipt } from './draw-receipt.ts'
import { columnsNeeded } from './print-line.ts'
import { isRegistrationNumber } from './registration-number.ts'
import { samplePlan } from './sample-plan.ts'

const receipts = Array.from({ length: 300 }, (_, seed) => drawReceipt(seed))
const sum = (amounts: number[]) => amounts.reduce((total, amount) => total + amount, 0)

describe('a drawn receipt', () => {
  it('charges each line its price times its pieces, less what is taken off', () => {
    for (const item of receipts.flatMap(({ truth }) => truth.items)) {
      expect(item.amount).toBe(item.unitPrice * item.quantity - item.discount)
      expect(item.amount).toBeGreaterThan(0)
    }
    expect(receipts.some(({ truth }) => truth.discountTotal > 0)).toBe(true)
  })

  it('adds its lines up to the subtotal and, with the tax on top or inside, to the total', () => {
    for (const { truth } of receipts) {
      const lines = sum(truth.items.map(({ amount }) => amount))
      const onTop = sum(truth.taxes.filter(({ included }) => !included).map(({ amount }) => amount))
      if (truth.subtotal !== null) expect(truth.subtotal).toBe(lines)
      expect(truth.total).toBe(lines + onTop)
      expect(truth.discountTotal).toBe(sum(truth.items.map(({ discount }) => discount)))
    }
  })

  it('rounds each rate’s tax down once', () => {
    for (const { truth } of receipts)
      for (const { rate, taxable, amount, included } of truth.taxes) {
        const lines = truth.items.filter(({ taxRate }) => taxRate === rate)
        expect(taxable).toBe(sum(lines.map((line) => line.amount)))
        const exact = (taxable * rate) / (included ? 100 + rate : 100)
        expect(exact - amount).toBeGreaterThanOrEqual(0)
        expect(exact - amount).toBeLessThan(1)
      }
    const rates = receipts.map(({ truth }) => truth.taxes.map(({ rate }) => rate).join('+'))
    expect(new Set(rates)).toEqual(new Set(['8', '10', '8+10']))
  })

  it('gives the right change on cash', () => {
    for (const { truth } of receipts) {
      const { method, tendered, change } = truth.payment
      if (method === '現金') expect(tendered! - change!).toBe(truth.total)
      else expect([tendered, change]).toEqual([null, null])
    }
  })

  it('carries a registration number with a valid check digit, and a telephone number that nobody can have', () => {
    for (const { truth } of receipts) {
      expect(isRegistrationNumber(truth.merchant.registrationNumber!)).toBe(true)
      expect(truth.merchant.phone).toMatch(/^0\d{1,2}-0\d{2,3}-\d{4}$/)
    }
  })

  it('is dated in the campaign’s autumn', () => {
    for (const { truth } of receipts) {
      expect(truth.purchasedAt >= '2026-09-01T00:00' && truth.purchasedAt <= '2026-11-20T23:59').toBe(true)
    }
  })

  it('prints every word of its truth, in lines that fit the paper', () => {
    for (const { print, truth } of receipts) {
      const paper = print.lines
        .map((line) =>
          line.kind === 'pair' ? `${line.left} ${line.right}` : 'text' in line ? line.text : '',
        )
        .join('\n')
      const said = [
        truth.merchant.name,
        truth.merchant.branch,
        truth.merchant.phone,
        truth.merchant.address,
        truth.merchant.registrationNumber,
        truth.receiptNumber,
        truth.total.toLocaleString('en-US'),
        truth.subtotal?.toLocaleString('en-US'),
        ...truth.items.map(({ name }) => name),
        ...truth.taxes.map(({ amount }) => amount.toLocaleString('en-US')),
      ]
      for (const words of said) if (words) expect(paper).toContain(words)
      for (const line of print.lines)
        expect(columnsNeeded(line), JSON.stringify(line)).toBeLessThanOrEqual(print.columns)
    }
  })

  it('holds as many of the sponsor’s goods as asked for, and names them in its truth', () => {
    for (const sponsored of [0, 1, 3]) {
      const { truth } = drawReceipt('wish', { layout: 'supermarket-kana', sponsored })
      expect(truth.campaign).toHaveLength(sponsored)
      expect(truth.items.filter(({ name }) => name.startsWith('ﾐﾅﾄ'))).toHaveLength(sponsored)
    }
  })

  it('is the same for the same seed and another for another', () => {
    expect(drawReceipt('a')).toEqual(drawReceipt('a'))
    expect(drawReceipt('a').truth).not.toEqual(drawReceipt('b').truth)
  })
})

describe('the committed samples', () => {
  const drawn = samplePlan.map((plan) => ({ plan, truth: drawReceipt(`1/${plan.name}`, plan).truth }))

  it('are ten receipts with the sponsor’s goods and four without', () => {
    const sponsored = drawn.filter(({ truth }) => truth.campaign.length > 0)
    expect([sponsored.length, drawn.length]).toEqual([10, 14])
    for (const { plan, truth } of drawn)
      expect(truth.campaign.length === 0).toBe(plan.name.startsWith('other-goods-'))
  })

  it.each(drawn)('$plan.name.json says what the generator draws', async ({ plan, truth }) => {
    const file = new URL(`../../samples/${plan.name}.json`, import.meta.url)
    const committed = JSON.parse(await readFile(file, 'utf8'))
    // The faults of the photo are added when it is taken.
    expect({ ...committed, meta: null }).toEqual({ ...truth, meta: null })
  })
})

import type { Reading, ReadingField } from '@tamaru/domain'
import { readEnglishMoment } from './fields/english-date.ts'
import { readEnglishShop } from './fields/english-shop.ts'
import { readEnglishSums } from './fields/english-sums.ts'
import { paymentIn, readEnglishTotal } from './fields/english-total.ts'
import type { Line } from './lines.ts'
import { boxOf } from './reading.ts'

/**
 * Goods are not read, and confidence speaks of them too: however sure total and day are, no campaign may take such a
 * reading for one that shows every good.
 */
const WITHOUT_GOODS = 0.79

/** A receipt in English (day first, ringgit and sen): shop, day and total. */
export function toEnglishReading(lines: Line[], papers: number): Omit<Reading, 'marks' | 'engine'> {
  const shop = readEnglishShop(lines)
  const when = readEnglishMoment(lines)
  const sums = readEnglishSums(lines)
  const total = readEnglishTotal(lines, sums)
  const confidence = total && when ? total.sure * when.sure * WITHOUT_GOODS : 0.1
  return {
    merchant: { ...shop, branch: null, registrationNumber: null },
    purchasedAt: when ? when.date + (when.time ? `T${when.time}` : '') : null,
    receiptNumber: null,
    registerNumber: null,
    slipNumber: null,
    items: [],
    subtotal: sums.findLast((s) => s.kind === 'subtotal')?.value ?? null,
    discountTotal: null,
    taxes: [],
    total: total?.value ?? null,
    payment: { method: null, ...paymentIn(sums) },
    currency: 'MYR',
    confidence: rounded(confidence),
    fields: {
      ...(total && { total: field(total.sure, total.line, total.holds.length > 0) }),
      ...(when && { purchasedAt: field(when.sure, when.line, false) }),
    },
    proof: { holds: total?.holds ?? [], fails: [], repairs: [] },
    quality: qualityOf(lines, papers, total !== null || when !== null),
  }
}

const rounded = (confidence: number) => Math.round(confidence * 1000) / 1000

function field(sure: number, line: Line | null, proved: boolean): ReadingField {
  return { confidence: rounded(sure), box: line && boxOf(line), won: proved ? 'proved' : 'read' }
}

function qualityOf(lines: Line[], papers: number, told: boolean): Reading['quality'] {
  if (lines.filter((l) => l.confidence > 0.7).length < 4)
    return { kind: 'unreadable', reason: 'hardly a line of print is clear' }
  if (papers > 1) return { kind: 'several_receipts', reason: `${papers} sheets of paper lie in the photo` }
  if (!told) return { kind: 'not_a_receipt', reason: 'neither a day nor a total is printed' }
  return { kind: 'receipt', reason: null }
}

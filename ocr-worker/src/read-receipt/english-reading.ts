import type { Reading } from '@tamaru/domain'
import { readEnglish } from './fields/english.ts'
import { readMoment } from './fields/moment.ts'
import type { Line } from './lines.ts'

/** A receipt in English (day first, ringgit): shop, day and total. */
export function toEnglishReading(lines: Line[], papers: number, engine: Reading['engine']): Reading {
  const told = readEnglish(lines)
  const when = readMoment(lines, true)
  const cash = told.tendered !== null && told.change !== null && told.total !== null
  const equation = cash
    ? {
        name: 'tendered - total = change',
        left: Math.round((told.tendered! - told.total!) * 100) / 100,
        right: told.change!,
      }
    : null
  const clear = lines.filter((l) => l.confidence > 0.7).length >= 4
  const sure = told.total !== null && when !== null
  const confidence = !sure
    ? 0.1
    : Math.min(0.7, 0.2 + 0.12 * told.support + (equation && equation.left === equation.right ? 0.2 : 0))
  return {
    merchant: { name: told.name, branch: null, phone: null, address: told.address, registrationNumber: null },
    purchasedAt: when ? when.date + (when.time ? `T${when.time}` : '') : null,
    receiptNumber: null,
    registerNumber: null,
    items: [],
    subtotal: told.subtotal,
    discountTotal: null,
    taxes: [],
    total: told.total,
    payment: { method: null, tendered: told.tendered, change: told.change },
    currency: 'MYR',
    confidence: Math.round(confidence * 1000) / 1000,
    fields: {},
    proof: {
      holds: equation && equation.left === equation.right ? [equation] : [],
      fails: equation && equation.left !== equation.right ? [equation] : [],
      repairs: [],
    },
    quality: !clear
      ? { kind: 'unreadable', reason: 'hardly a line of print is clear' }
      : papers > 1
        ? { kind: 'several_receipts', reason: `${papers} sheets of paper lie in the photo` }
        : told.total === null && when === null
          ? { kind: 'not_a_receipt', reason: 'neither a day nor a total is printed' }
          : { kind: 'receipt', reason: null },
    engine,
  }
}

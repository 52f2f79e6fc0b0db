import type { Box, Equation, Reading, ReadingField, ReadingItem } from '@tamaru/domain'
import { readMoment, type Dated } from './fields/moment.ts'
import { cleanName, type Good } from './fields/good.ts'
import { readMerchant, tidy, type Merchant } from './fields/merchant.ts'
import { confidenceOf } from './confidence/confidence-of.ts'
import { nameDoubts } from './fields/name-doubts.ts'
import { nameSure } from './fields/name-glyphs.ts'
import type { Sums } from './fields/sums.ts'
import { readTillNumbers } from './fields/till-numbers.ts'
import type { Line } from './lines.ts'
import type { Parsed } from './parsed.ts'
import type { Proof } from './prove.ts'
import type { Proving } from './proof/equations.ts'
import { judgeQuality } from './quality.ts'

/** All that was read and proved, in the shape that the rest of the product knows. */
export function toReading(parsed: Parsed): Omit<Reading, 'marks' | 'engine'> {
  const { roles, sums, proof } = parsed
  const lines = roles.map((r) => r.line)
  const merchant = readMerchant(roles)
  const when = readMoment(roles)
  const items = proof.goods.map((good) => toItem(good, proof))
  const discount = proof.coupon + proof.goods.reduce((s, g) => s + g.discount, 0)
  const quality = judgeQuality(parsed, when !== null)
  const sure = confidenceOf({ proof, when, roles })
  const confidence = quality.kind === 'receipt' ? sure : Math.min(0.2, sure)
  const { name, branch, phone, address, registrationNumber } = merchant
  return {
    merchant: { name, branch, phone, address, registrationNumber },
    purchasedAt: when ? when.date + (when.time ? `T${when.time}` : '') : null,
    ...readTillNumbers(lines),
    items,
    subtotal: proof.subtotal,
    discountTotal: items.length ? discount : null,
    taxes: proof.taxes,
    total: proof.total,
    payment: { method: methodOf(sums, proof), tendered: proof.tendered, change: proof.change },
    currency: 'JPY',
    confidence,
    fields: fieldsOf(proof, sums, when, merchant, lines),
    proof: { holds: proof.holds.map(toEquation), fails: proof.fails.map(toEquation), repairs: proof.repairs },
    quality,
  }
}

function toItem(good: Good, proof: Proof): ReadingItem {
  const rates = proof.taxes.map((t) => t.rate)
  const marked = proof.goods.some((g) => g.reduced)
  const taxRate = rates.length === 1 ? rates[0]! : good.reduced ? 8 : marked ? 10 : null
  const name = tidy(cleanName(good.name))
  const doubts = nameDoubts(name, good.lines)
  return {
    name,
    ...(doubts.length > 0 ? { doubts } : {}),
    quantity: good.quantity,
    unitPrice:
      good.unitPrice ??
      (good.quantity > 0 && Number.isInteger(good.gross / good.quantity) ? good.gross / good.quantity : null),
    amount: good.gross - good.discount,
    taxRate,
    discount: good.discount,
  }
}

const toEquation = ({ name, left, right, kind }: Proving): Equation => ({ name, left, right, kind })

function methodOf(sums: Sums, proof: Proof): string | null {
  const paid =
    sums.payments.find((p) => proof.total !== null && p.ways.some((w) => w.value === proof.total)) ??
    sums.payments[0]
  return paid?.method ?? (proof.tendered !== null ? '現金' : null)
}

/**
 * A total that no equation proves, or that no reader saw in print, is never sure; nor is one that an equation gainsays,
 * save that of the lines: one of them is lost more often than the sums below them agree by chance.
 */
function totalSure({ certainty, printed, holds, fails }: Proof): number {
  const proofs = holds.filter((e) => e.ofTotal).length
  const against = fails.filter((e) => e.ofTotal)
  const linesOnly = against.every((e) => e.kind === 'lines')
  if (!printed || proofs === 0) return Math.min(certainty, 0.6)
  if (!linesOnly || (proofs === 1 && against.length)) return Math.min(certainty, 0.75)
  return Math.min(certainty, proofs > 1 && !against.length ? 0.998 : 0.95)
}

/** Where the total is printed. */
function totalLine(proof: Proof, sums: Sums): Line | undefined {
  return [...sums.totals, ...sums.payments].find((s) => s.ways.some((w) => w.value === proof.total))?.line
}

function fieldsOf(
  proof: Proof,
  sums: Sums,
  when: Dated | null,
  { phoneLine: phone, registrationNumber: registration, shop }: Merchant,
  lines: Line[],
): Record<string, ReadingField> {
  const fields: Record<string, ReadingField> = {}
  const add = (name: string, confidence: number, line: Line | null | undefined, won: ReadingField['won']) => {
    fields[name] = {
      confidence: Math.round(Math.max(0, Math.min(1, confidence)) * 1000) / 1000,
      box: line ? boxOf(line) : null,
      won,
    }
  }
  if (proof.total !== null) {
    const line = totalLine(proof, sums)
    const proved = proof.holds.some((e) => e.ofTotal)
    add('total', totalSure(proof), line, !proof.printed ? 'repaired' : proved ? 'proved' : 'read')
  }
  if (when) add('purchasedAt', when.sure, when.line, when.weekday === true ? 'proved' : 'read')
  if (shop) add('merchant.name', shop.sure, shop.line, 'read')
  if (phone) add('merchant.phone', phone.confidence * 0.9, phone, 'read')
  if (registration)
    add(
      'merchant.registrationNumber',
      0.97,
      lines.find((l) => /登録|事業者/.test(l.text)),
      'proved',
    )
  // Lines that come to a total nobody is sure of prove nothing.
  const allHold = totalSure(proof) > 0.7 && proof.holds.some((e) => e.kind === 'lines')
  proof.goods.forEach((good, i) => {
    const repaired = proof.repairs.some((r) => r.field === `items.${i}.amount`)
    const line = good.lines.at(-1)
    add(
      `items.${i}.amount`,
      allHold ? (repaired ? 0.85 : 0.97) : 0.6,
      line,
      repaired ? 'repaired' : allHold ? 'proved' : 'read',
    )
    const name = tidy(cleanName(good.name))
    add(`items.${i}.name`, nameSure(name, good.lines), good.lines[0], 'read')
  })
  return fields
}

export function boxOf(line: Line): Box {
  const clip = (v: number) => Math.round(Math.max(0, Math.min(1, v)) * 10_000) / 10_000
  return {
    x: clip(line.left),
    y: clip(line.top),
    w: clip(line.right - line.left),
    h: clip(line.foot - line.top),
  }
}

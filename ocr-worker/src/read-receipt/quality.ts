import type { Reading } from '@tamaru/domain'
import { phoneIn } from './fields/phone.ts'
import { noPurchaseLine } from './fields/proves-no-purchase.ts'
import { dense, saysTotal } from './fields/words.ts'
import type { Parsed } from './parsed.ts'

/** Whether this is one whole, readable receipt, and if not, why. */
export function judgeQuality(parsed: Parsed, dated: boolean): Reading['quality'] {
  const { roles, sums, proof, sight } = parsed
  const lines = roles.map((r) => r.line)
  const clear = lines.filter((l) => l.confidence > 0.75 && dense(l.text).length >= 3)
  const summed =
    sums.totals.length > 0 || sums.subtotals.length > 0 || sums.payments.length > 0 || sums.taxes.length > 0
  const shop = lines.some(
    (l) => phoneIn(l.text) !== null || /登録番号|領収|レジ|TEL|電話/.test(dense(l.text)),
  )
  if (clear.length < 4 || (!dated && !summed && !shop && meanConfidence(parsed) < 0.9)) {
    if (!sight.edges && !sight.blurred && lines.length < 6)
      return { kind: 'not_a_receipt', reason: 'neither a sheet of paper nor print is in the photo' }
    if (sight.blurred) return { kind: 'unreadable', reason: 'the photo is blurred' }
    return {
      kind: 'unreadable',
      reason: lines.length ? `only ${clear.length} lines of print are clear` : 'no print could be read',
    }
  }
  if (sight.papers > 1)
    return { kind: 'several_receipts', reason: `${sight.papers} sheets of paper lie in the photo` }
  if (!dated && !summed && !shop)
    return { kind: 'not_a_receipt', reason: 'prices, but no shop, moment or sum as a till prints them' }
  const notice = noPurchaseLine(roles)
  if (notice) return { kind: 'no_purchase', reason: `“${notice.line.text}” is printed on it` }
  if (isBelowZero(sums)) return { kind: 'no_purchase', reason: 'the total is below zero' }
  if (!summed && !lines.some((l) => saysTotal(l.text)) && proof.goods.length > 0)
    return { kind: 'cut', reason: 'goods are listed but no total follows' }
  return { kind: 'receipt', reason: null }
}

function meanConfidence({ roles }: Parsed): number {
  return roles.reduce((s, { line }) => s + line.confidence, 0) / (roles.length || 1)
}

/** Every sum that tells what was paid; one stroke before a number may be a fold. */
function isBelowZero({ totals, subtotals, payments }: Parsed['sums']): boolean {
  const told = [...totals, ...subtotals, ...payments]
  return totals.length > 0 && told.length > 1 && told.every(({ line }) => (line.amount?.value ?? 0) < 0)
}

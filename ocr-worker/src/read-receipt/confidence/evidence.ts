import type { Dated } from '../fields/moment.ts'
import type { Good } from '../fields/good.ts'
import type { Proof } from '../prove.ts'
import type { RoledLine } from '../roles/roled-line.ts'
import { chanceOf } from '../roles/roled-line.ts'

/** What speaks for a reading and against it, each as a small number. The order is that of `models/confidence.json`. */
export const EVIDENCE = [
  'unproved',
  'provedOnce',
  'gainsaid',
  'unseen',
  'rivals',
  'linesHold',
  'linesFail',
  'piecesHold',
  'piecesFail',
  'taxesHold',
  'taxesFail',
  'noTaxes',
  'goodsRepaired',
  'sumsRepaired',
  'uncounted',
  'nameless',
  'gainsayThemselves',
  'severalPieces',
  'goods',
  'dayDoubt',
  'noTime',
  'roleDoubt',
  'doubtfulLines',
  'spareNumbers',
] as const

export type Evidence = Record<(typeof EVIDENCE)[number], number>

export type Weighed = { proof: Proof; when: Dated | null; roles: RoledLine[] }

/** The roles that total and goods are read from. */
const BODY = new Set([
  'good',
  'more',
  'discount',
  'void',
  'subtotal',
  'coupon',
  'total',
  'payment',
  'tendered',
])

export function evidenceOf({ proof, when, roles }: Weighed): Evidence {
  const { holds, fails, goods, repairs } = proof
  const proofs = holds.filter((e) => e.ofTotal).length
  const is = (yes: boolean) => Number(yes)
  const holding = (kind: string) => is(holds.some((e) => e.kind === kind))
  const failing = (kind: string) => is(fails.some((e) => e.kind === kind))
  const ofGoods = repairs.filter((r) => r.field.startsWith('items')).length
  const doubts = roles.filter((r) => BODY.has(r.role)).map((r) => 1 - chanceOf(r, r.role))
  return {
    unproved: is(proofs === 0),
    provedOnce: is(proofs === 1),
    gainsaid: fails.filter((e) => e.ofTotal && e.kind !== 'lines').length,
    unseen: is(!proof.printed),
    rivals: Math.min(4, -Math.log10(Math.max(1e-4, proof.certainty)) * 4),
    linesHold: holding('lines'),
    linesFail: failing('lines'),
    piecesHold: holding('pieces'),
    piecesFail: failing('pieces'),
    taxesHold: holding('tax'),
    taxesFail: failing('tax'),
    noTaxes: is(proof.taxes.length === 0),
    goodsRepaired: Math.min(3, ofGoods),
    sumsRepaired: Math.min(3, repairs.length - ofGoods),
    uncounted: is(goods.some((g) => !g.counted)),
    nameless: is(goods.some((g) => [...g.name].length < 2)),
    gainsayThemselves: is(goods.some(gainsaysItself)),
    severalPieces: is(goods.some((g) => g.quantity !== 1)),
    goods: goods.length ? Math.log2(goods.length) : -1,
    dayDoubt: when ? Math.min(4, -Math.log(Math.max(0.02, when.sure))) : 4,
    noTime: is(when !== null && when.time === null),
    roleDoubt: Math.max(0, ...doubts),
    doubtfulLines: Math.log2(1 + doubts.filter((d) => d > 0.1).length),
    spareNumbers: is(roles.some(hasSpareAmount)),
  }
}

/** A good's line with a second number that was taken for its sum: one of the two may be a price, and hide a count. */
const hasSpareAmount = ({ role, numbers }: RoledLine) =>
  (role === 'good' || role === 'more') && numbers.filter((n) => n.tag === 'amount').length > 1

/** Whether a till that printed this count and this price for one would have printed another sum than was read. */
export const gainsaysItself = ({ unitPrice, quantity, gross, discount }: Good) =>
  unitPrice !== null && ![gross, gross - discount].includes(unitPrice * quantity)

import type { Good } from './fields/good.ts'
import type { Sum, Sums } from './fields/sums.ts'
import { goodsNet } from './proof/goods-net.ts'
import { MARGIN } from './proof/repair.ts'
import { prove, type Proof } from './prove.ts'
import { readGoods } from './roles/read-goods.ts'
import { readSums } from './roles/read-sums.ts'
import type { RoledLine } from './roles/roled-line.ts'
import { structuresOf } from './roles/structures.ts'

/** A receipt's lines with what they are for, and what that comes to. */
export type Understood = { roles: RoledLine[]; goods: Good[]; sums: Sums; proof: Proof }

/**
 * What the network takes the lines for, if the goods come to the printed sum; else the likeliest other structure under which
 * they do, and no equation fails that held. Where another one with other goods is nearly as likely, none is taken.
 */
export function chooseStructure(roles: RoledLine[]): Understood {
  const told = understand(roles)
  if (!told.proof.fails.some(({ kind }) => kind === 'lines') || told.proof.total === null) return told
  let best: { cost: number; found: Understood } | undefined
  for (const { roles: other, cost, why, changed } of structuresOf(roles)) {
    if (best && cost >= best.cost + MARGIN) break
    const found = comesToSum(other) && understand(other)
    if (!found || !isBetter(found.proof, told.proof)) continue
    if (best && !sameGoods(best.found.goods, found.goods)) return told
    const repairs = changed.map(({ line }) => ({ field: 'items', from: line.text, to: why, why: WHY }))
    best ??= {
      cost,
      found: { ...found, proof: { ...found.proof, repairs: [...found.proof.repairs, ...repairs] } },
    }
  }
  return best?.found ?? told
}

const WHY = 'the lines come to the sum only so'

function understand(roles: RoledLine[]): Understood {
  const goods = readGoods(roles)
  const sums = readSums(roles)
  return { roles, goods, sums, proof: prove(goods, sums) }
}

/** The goods come to something that is printed below them: only then is it worth to reckon with all the rest. */
function comesToSum(roles: RoledLine[]): boolean {
  const net = goodsNet(readGoods(roles))
  const { subtotals, totals, payments, taxes, coupons, reductions, loose } = readSums(roles)
  const valueOf = ({ ways }: Sum) => ways[0]!.value
  const bases = taxes.flatMap(({ taxable }) => (taxable ? [valueOf(taxable)] : []))
  const added = taxes.flatMap(({ tax }) => (tax ? [valueOf(tax)] : []))
  const off = [...coupons, ...reductions].map(valueOf)
  const add = (values: number[]) => values.reduce((sum, value) => sum + value, 0)
  const sums = [...[...subtotals, ...totals, ...payments, ...loose].map(valueOf), ...bases, add(bases)]
  return sums.some((sum) => [0, add(off), -add(added), add(off) - add(added)].some((by) => sum + by === net))
}

/** The same total, the goods as read come to their sum, and nothing fails that did not fail before. */
function isBetter({ total, fails, holds, goods, repairs }: Proof, before: Proof): boolean {
  const failed = new Set(before.fails.map(({ name }) => name))
  return (
    total === before.total &&
    goodsNet(goods) > 0 &&
    holds.some(({ kind }) => kind === 'lines') &&
    !repairs.some(({ field }) => field.startsWith('items')) &&
    fails.every(({ name }) => failed.has(name)) &&
    holds.length >= before.holds.length
  )
}

const sameGoods = (one: Good[], other: Good[]): boolean =>
  one.length === other.length &&
  one.every(
    (good, i) =>
      good.name === other[i]!.name &&
      good.quantity === other[i]!.quantity &&
      good.gross - good.discount === other[i]!.gross - other[i]!.discount,
  )

import { readLines, type ReadLines } from '../../src/read-receipt/read-lines.ts'
import type { RoleReader } from '../../src/read-receipt/roles/open-role-reader.ts'
import { seededRandom } from '../random.ts'
import { asLines } from './as-line.ts'
import { drawReceipt, type DrawnReceipt } from './draw-receipt.ts'
import type { DrawnLine } from './lay-out.ts'
import type { Selection } from './productions.ts'
import { wearLines } from './wear-lines.ts'

/** A drawn receipt, worn as by a photo, and what the reader makes of it. */
export type ReadDrawn = {
  worn: DrawnLine[]
  read: ReadLines
  right: { total: boolean; date: boolean; goods: boolean }
}

/** Till receipts with goods, a moment and a total, each read: the same from the same seed. */
export async function* readDrawn(
  selection: Selection,
  count: number,
  seed: string,
  reader: RoleReader,
): AsyncGenerator<ReadDrawn> {
  for (let i = 0, found = 0; found < count; i++) {
    const random = seededRandom(`measure/${selection}/${seed}/${i}`)
    const receipt = drawReceipt(random, selection)
    if (!isTillReceipt(receipt)) continue
    found++
    const worn = wearLines(receipt.lines, random, 'measure')
    const read = await readLines(asLines(worn), { papers: 1, edges: true, blurred: false }, reader)
    yield { worn, read, right: judge(receipt, read) }
  }
}

function isTillReceipt({ lines, account }: DrawnReceipt): boolean {
  const has = (role: DrawnLine['role']) => lines.some((line) => line.role === role)
  return has('good') && has('total') && has('moment') && !has('notice') && account.total > 0
}

/** Goods by sum and count: a letter of a name is no matter of arithmetic. */
function judge({ items, account, at }: DrawnReceipt, { reading }: ReadLines): ReadDrawn['right'] {
  const two = (n: number) => String(n).padStart(2, '0')
  const day = `${at.year}-${two(at.month)}-${two(at.day)}`
  const goods = items.filter((item) => item.gross - item.off !== 0)
  const found = reading.items.filter((item) => item.amount !== 0)
  return {
    total: reading.total === account.total,
    date: reading.purchasedAt?.slice(0, 10) === day,
    goods:
      goods.length === found.length &&
      goods.every(
        (good, i) => found[i]!.amount === good.gross - good.off && found[i]!.quantity === good.count,
      ),
  }
}

import type { Line } from '../../ocr-worker/src/read-receipt/lines.ts'
import { readLines, type ReadLines } from '../../ocr-worker/src/read-receipt/read-lines.ts'
import { openRoleReader, type RoleReader } from '../../ocr-worker/src/read-receipt/roles/open-role-reader.ts'
import { seededRandom } from '../../ocr-worker/training/random.ts'
import { asLines } from '../../ocr-worker/training/receipts/as-line.ts'
import { drawReceipt, type DrawnReceipt } from '../../ocr-worker/training/receipts/draw-receipt.ts'
import type { DrawnLine } from '../../ocr-worker/training/receipts/lay-out.ts'
import type { Selection } from '../../ocr-worker/training/receipts/productions.ts'
import { wearLines } from '../../ocr-worker/training/receipts/wear-lines.ts'
import { reliability, type ReliabilityBin } from './reliability.ts'
import type { Share } from './score-receipt.ts'

/** How well the roles of lines are known on receipts of the grammar of tills, which draws text and places and no picture. */
export interface TillsReport {
  receipts: number
  lines: Share
  letters: Share
  total: Share
  /** Name, count and sum of every good, and the total. */
  all_right: Share
  reliability: ReliabilityBin[]
}

/**
 * Till receipts with goods and a total, as a camera and the readers of letters leave them.
 * @param selection `seen`: printed as the network has learned; `unseen`: with parts that no receipt of its training had
 */
export async function measureTills(selection: Selection, count: number, seed: string): Promise<TillsReport> {
  const reader = openRoleReader()
  const judged: Judged[] = []
  for (let i = 0; judged.length < count; i++) {
    const random = seededRandom(`measure/${selection}/${seed}/${i}`)
    const receipt = drawReceipt(random, selection)
    if (isTillReceipt(receipt))
      judged.push(await judge(receipt, wearLines(receipt.lines, random, 'measure'), reader))
  }
  await reader.close()
  const share = (is: (one: Judged) => boolean): Share => ({
    right: judged.filter(is).length,
    of: judged.length,
  })
  const sum = (of: (one: Judged) => Share): Share => ({
    right: judged.reduce((s, one) => s + of(one).right, 0),
    of: judged.reduce((s, one) => s + of(one).of, 0),
  })
  return {
    receipts: judged.length,
    lines: sum((one) => one.lines),
    letters: sum((one) => one.letters),
    total: share((one) => one.total),
    all_right: share((one) => one.allRight),
    reliability: reliability(judged.map((one) => ({ ...one, totalAndDate: one.total }))),
  }
}

function isTillReceipt({ lines, account }: DrawnReceipt): boolean {
  const has = (role: DrawnLine['role']) => lines.some((line) => line.role === role)
  return has('good') && has('total') && has('moment') && !has('void') && !has('notice') && account.total > 0
}

type Judged = { lines: Share; letters: Share; total: boolean; allRight: boolean; confidence: number }

async function judge(
  { items, account }: DrawnReceipt,
  worn: DrawnLine[],
  reader: RoleReader,
): Promise<Judged> {
  const lines: Line[] = asLines(worn)
  const { roles, reading }: ReadLines = await readLines(
    lines,
    { papers: 1, edges: true, blurred: false },
    reader,
  )
  const letters = worn.flatMap(({ tags }, l) => tags.map((tag, at) => roles[l]!.tags[at] === tag))
  const total = reading.total === account.total
  const goods = items.filter((item) => item.gross - item.off !== 0)
  const found = reading.items.filter((item) => item.amount !== 0)
  const right =
    goods.length === found.length &&
    goods.every((good, i) => found[i]!.amount === good.gross - good.off && found[i]!.quantity === good.count)
  return {
    lines: shareOf(worn.map(({ role }, l) => roles[l]!.role === role)),
    letters: shareOf(letters),
    total,
    allRight: total && right,
    confidence: reading.proof.fails.length ? Math.min(0.5, reading.confidence) : reading.confidence,
  }
}

const shareOf = (right: boolean[]): Share => ({ right: right.filter(Boolean).length, of: right.length })

import { openRoleReader } from '../../ocr-worker/src/read-receipt/roles/open-role-reader.ts'
import type { Selection } from '../../ocr-worker/training/receipts/productions.ts'
import { readDrawn, type ReadDrawn } from '../../ocr-worker/training/receipts/read-drawn.ts'
import { reliability, type ReliabilityBin } from './reliability.ts'
import type { Share } from './score-receipt.ts'

/** How well the roles of lines are known on receipts of the grammar of tills, which draws text and places and no picture. */
export interface TillsReport {
  receipts: number
  lines: Share
  letters: Share
  total: Share
  /** Day, count and sum of every good, and the total. */
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
  for await (const one of readDrawn(selection, count, seed, reader)) judged.push(judge(one))
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
    reliability: reliability(judged),
  }
}

type Judged = {
  lines: Share
  letters: Share
  total: boolean
  totalAndDate: boolean
  allRight: boolean
  confidence: number
}

function judge({ worn, read: { roles, reading }, right }: ReadDrawn): Judged {
  const letters = worn.flatMap(({ tags }, l) => tags.map((tag, at) => roles[l]!.tags[at] === tag))
  const totalAndDate = right.total && right.date
  return {
    lines: shareOf(worn.map(({ role }, l) => roles[l]!.role === role)),
    letters: shareOf(letters),
    total: right.total,
    totalAndDate,
    allRight: totalAndDate && right.goods,
    confidence: reading.confidence,
  }
}

const shareOf = (right: boolean[]): Share => ({ right: right.filter(Boolean).length, of: right.length })

import {
  CERTAIN_AT,
  compareReceipts,
  CREDIT_WITHOUT_PERSON_AT,
  PERHAPS_AT,
  receiptKeys,
  type ReceiptTraits,
} from '@tamaru/domain'

/** A photo that was read: which receipt it shows (`TILL-CUSTOMER`), how it came about, and what was read. */
export type ReadPhoto = { receipt: string; how: string; confidence: number; reading: ReceiptTraits }

export type Verdict =
  /** One receipt for certain: the second is turned down. */
  | 'certain'
  /** Perhaps: staff look. */
  | 'staff'
  /** Nothing found, but one of them was read so badly that staff look at it anyway. */
  | 'unread'
  | 'passed'

/** What the product makes of two entries, the way it finds and compares them. */
export function judgePair(a: ReadPhoto, b: ReadPhoto): Verdict {
  const keys = new Set(receiptKeys(a.reading))
  const meets = receiptKeys(b.reading).some((key) => keys.has(key))
  const score = meets ? compareReceipts(a.reading, b.reading).score : 0
  if (score >= CERTAIN_AT) return 'certain'
  if (score >= PERHAPS_AT) return 'staff'
  return Math.min(a.confidence, b.confidence) < CREDIT_WITHOUT_PERSON_AT ? 'unread' : 'passed'
}

export type PairCounts = Record<Verdict, number>
export type PairTable = {
  duplicates: Map<string, PairCounts>
  neighbours: Map<string, PairCounts>
  strangers: PairCounts
}

/** Every two photos: of one receipt, of two customers at one till in one minute, and of two tills. */
export function judgePairs(photos: readonly ReadPhoto[]): PairTable {
  const table: PairTable = { duplicates: new Map(), neighbours: new Map(), strangers: noPairs() }
  for (const [i, a] of photos.entries())
    for (const b of photos.slice(0, i)) rowOf(table, a, b)[judgePair(a, b)]++
  return table
}

function rowOf(table: PairTable, a: ReadPhoto, b: ReadPhoto): PairCounts {
  const [tillA, customerA] = split(a.receipt)
  const [tillB, customerB] = split(b.receipt)
  if (tillA !== tillB) return table.strangers
  const [group, pair] =
    customerA === customerB
      ? ([table.duplicates, [a.how, b.how]] as const)
      : ([table.neighbours, [customerA, customerB]] as const)
  const name = pair.toSorted().join(' / ')
  const row = group.get(name) ?? noPairs()
  group.set(name, row)
  return row
}

function split(receipt: string): [till: string, customer: string] {
  const at = receipt.indexOf('-')
  return [receipt.slice(0, at), receipt.slice(at + 1)]
}

const noPairs = (): PairCounts => ({ certain: 0, staff: 0, unread: 0, passed: 0 })

export function addUpPairs(rows: Iterable<PairCounts>): PairCounts {
  const sum = noPairs()
  for (const row of rows) for (const verdict of Object.keys(sum) as Verdict[]) sum[verdict] += row[verdict]
  return sum
}

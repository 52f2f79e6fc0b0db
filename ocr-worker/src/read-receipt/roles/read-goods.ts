import { unsigned, type Way } from '../fields/amount.ts'
import { cleanName, isReduced, type Good } from '../fields/good.ts'
import { countOf } from './count-of.ts'
import { numberOf, textOf, waysOf, type RoledLine, type TaggedNumber } from './roled-line.ts'
import type { Role } from './roles.ts'

/** The lines of one good, before its numbers are put together. */
type Draft = { lines: RoledLine[]; discounts: Way[][] }

/** A line of count and price that stands for itself: above the first good it may be taken for something of the head. */
type Orphan = { line: RoledLine; below: number }

const ENDS_GOODS = new Set<Role>(['subtotal', 'total', 'tendered', 'change', 'payment'])

/** Goods, each from the line that begins it, those that tell more of it, and what comes off it. */
export function readGoods(lines: RoledLine[]): Good[] {
  const drafts: Draft[] = []
  const orphans: Orphan[] = []
  let open = false
  for (const [i, line] of lines.entries()) {
    const last = drafts.at(-1)
    if (line.role === 'good' || (line.role === 'more' && (!open || !last || isWhole(last, line)))) {
      drafts.push({ lines: line.role === 'more' ? withNameAbove(line, lines[i - 1]) : [line], discounts: [] })
      open = true
    } else if (line.role === 'more') last!.lines.push(line)
    else if (line.role === 'discount' && last) takeDiscount(last, line)
    else if (line.role === 'void') takeBack(drafts, line)
    else if (ENDS_GOODS.has(line.role)) open = false
    else if (line.costs.more < LIKELY && isDetail(line) && numberOf(line, 'count'))
      orphans.push({ line, below: drafts.length })
  }
  for (const { line, below } of orphans) drafts[below]?.lines.push(line)
  return toGoods(settleDetails(joinNames(drafts)))
}

/** A count that stands among goods and belongs to none may be its neighbours': theirs are then not sure. */
function toGoods(drafts: Draft[]): Good[] {
  const goods = drafts.map(goodOf)
  const loose = drafts.map((draft, i) => goods[i] === null && draft.lines.some(tellsCount))
  return goods.flatMap((good, i) =>
    good ? [{ ...good, counted: good.counted && !loose[i - 1] && !loose[i + 1] }] : [],
  )
}

const tellsCount = ({ numbers }: RoledLine): boolean =>
  numbers.some(({ tag }) => tag === 'count' || tag === 'unit')

/** No dearer than this (`Way.cost`), a line may be what it was not taken for. */
const LIKELY = 4

/** What goes on needs something to go on from: the line above, where it may be a good's name. */
function withNameAbove(line: RoledLine, above: RoledLine | undefined): RoledLine[] {
  const isName = above && above.role === 'other' && above.costs.good < LIKELY && textOf(above, 'name') !== ''
  return isName && textOf(line, 'name') === '' ? [above, line] : [line]
}

/** A good that has its name and its sum, and a line with a name of its own, are two goods. */
function isWhole(draft: Draft, line: RoledLine): boolean {
  return draft.lines.some(isPriced) && draft.lines.some(isNamed) && textOf(line, 'name').length > 1
}

const isNamed = (line: RoledLine) => textOf(line, 'name') !== ''

const isPriced = (line: RoledLine) => numberOf(line, 'amount') !== undefined

/** A name or a code whose sum stands in what was taken for the next good is the beginning of that one. */
function joinNames(drafts: Draft[]): Draft[] {
  const joined: Draft[] = []
  for (const draft of drafts) {
    const above = joined.at(-1)
    const unpriced = above && !above.lines.some(isPriced)
    const named = draft.lines.some((l) => textOf(l, 'name') !== '')
    // Count and price alone begin no good: they are the one's above until arithmetic says otherwise.
    if (above && !named && !draft.lines.some(isPriced) && draft.lines.some(tellsCount)) {
      above.lines.push(...draft.lines)
      continue
    }
    if (
      unpriced &&
      draft.lines.some(isPriced) &&
      (!named || !above.lines.some((l) => textOf(l, 'name') !== ''))
    )
      joined[joined.length - 1] = { lines: [...above.lines, ...draft.lines], discounts: draft.discounts }
    else joined.push(draft)
  }
  return joined
}

/**
 * A line of count and price that makes not its own good's sum but its neighbour's is the neighbour's: tills print it above
 * the name or below, and arithmetic tells which.
 */
function settleDetails(drafts: Draft[]): Draft[] {
  const settled = drafts.map((draft) => ({ ...draft, lines: [...draft.lines] }))
  drafts.forEach((draft, i) => {
    for (const line of draft.lines) {
      if (!isDetail(line) || agrees(draft, line)) continue
      const near = [i + 1, i - 1].find(
        (at) => drafts[at] && agrees(drafts[at], line) && !isToldBy(drafts[at], line),
      )
      if (near === undefined) continue
      settled[i]!.lines.splice(settled[i]!.lines.indexOf(line), 1)
      settled[near]!.lines.push(line)
    }
  })
  return settled.filter(({ lines }) => lines.length > 0)
}

/** Nothing but a price, and a count perhaps. */
const isDetail = (line: RoledLine): boolean =>
  numberOf(line, 'unit') !== undefined && !isPriced(line) && textOf(line, 'name') === ''

/** The line's price times its count, or the good's, is the good's sum. */
function agrees(draft: Draft, line: RoledLine): boolean {
  const count = numberOf(line, 'count') ?? draft.lines.flatMap((l) => numberOf(l, 'count') ?? [])[0]
  return count !== undefined && comesTo(draft, Math.floor(count.value * numberOf(line, 'unit')!.value + 1e-6))
}

const comesTo = ({ lines }: Draft, told: number): boolean =>
  lines.some((line) => {
    const amount = numberOf(line, 'amount')
    return amount !== undefined && waysOf(line, amount).some((way) => way.value === told && way.cost < SEEN)
  })

const isToldBy = (draft: Draft, detail: RoledLine): boolean =>
  draft.lines.some((line) => line !== detail && isDetail(line) && agrees(draft, line))

/** A reading no dearer than this (`Way.cost`) some reader saw. */
const SEEN = 2.5

function takeDiscount(draft: Draft, line: RoledLine): void {
  const number = numberOf(line, 'off') ?? line.numbers.at(-1)
  if (!number) return
  const ways = unsigned(waysOf(line, number))
  draft.discounts.push(ways)
  draft.lines.push(line)
}

/** What is taken back is the last good above of that sum; of several pieces, one. */
function takeBack(drafts: Draft[], line: RoledLine): void {
  const number = numberOf(line, 'off') ?? numberOf(line, 'amount') ?? line.numbers.at(-1)
  const at = drafts.findLastIndex(({ lines }) =>
    lines.some((l) => number && numberOf(l, 'amount')?.value === number.value),
  )
  if (at >= 0) drafts.splice(at, 1)
}

function goodOf({ lines, discounts }: Draft): Good | null {
  const priced = lines.findLast(isPriced)
  if (!priced) return null
  const amount = numberOf(priced, 'amount')!
  const name = nameOf(lines)
  const own = lines.filter((l) => l.role !== 'discount')
  const count = countOf(own, waysOf(priced, amount), numbersTagged(own, 'off'))
  const gross = count.ways[0]!.value
  const off = discounts.reduce((sum, ways) => sum + ways[0]!.value, 0)
  return {
    name,
    quantity: count.quantity,
    unitPrice: count.unitPrice,
    gross,
    ways: count.ways,
    confirmed: priced.line.agreed || count.confirmed,
    counted: count.sure,
    doubt: doubtOf(priced),
    discount: off + count.inLine,
    discounts: [
      ...discounts,
      ...(count.inLine ? [[{ value: count.inLine, cost: 0, why: 'in the line of the good' }]] : []),
    ],
    reduced: own.some((l) => isReduced(l.line.label, l.line.amount?.marks ?? '')),
    lines: lines.map((l) => l.line),
  }
}

/** Names that go on in the next line are one. */
function nameOf(lines: RoledLine[]): string {
  const parts = lines.filter((l) => l.role !== 'discount').map((l) => cleanName(textOf(l, 'name')))
  return parts.filter((part) => part !== '').join('')
}

/** The cheapest role that makes the line with the sum no part of a good. */
function doubtOf({ costs }: RoledLine): number {
  return Math.min(
    ...(Object.keys(costs) as Role[]).filter((r) => r !== 'good' && r !== 'more').map((r) => costs[r]),
  )
}

const numbersTagged = (lines: RoledLine[], tag: 'off'): TaggedNumber[] =>
  lines.flatMap((l) => l.numbers.filter((n) => n.tag === tag))

import type { RoledLine, TaggedNumber } from './roled-line.ts'
import { ROLES, type Role, type Tag } from './roles.ts'

/** The lines of a receipt with other roles, or with other numbers for sums: what speaks against it, and what it changes. */
export type Structure = { roles: RoledLine[]; cost: number; why: string; changed: RoledLine[] }

/** A line's role no dearer than this (`Way.cost`) is worth trying. */
const DOUBTFUL = 5
const MOST_DOUBTS = 8
/** Lines alike are mistaken alike: what each further one adds. */
const ONE_MORE = 0.5
/** Odds against the numbers of all goods being in other columns than was thought. */
const OTHER_COLUMNS = 4

/** What a line among the goods or below them may be instead of what it was taken for. */
const TRIED = new Set<Role>([
  'other',
  'good',
  'more',
  'discount',
  'coupon',
  'void',
  'subtotal',
  'taxBase',
  'tax',
  'told',
])

const SUM_TAGS: Partial<Record<Role, Tag>> = {
  good: 'amount',
  more: 'amount',
  discount: 'off',
  void: 'off',
  taxBase: 'base',
  tax: 'tax',
  coupon: 'sum',
  subtotal: 'sum',
  told: 'sum',
}

type Doubt = { at: number; role: Role; cost: number }

/**
 * What the lines may be otherwise, cheapest first: one or two doubtful lines, all lines that were mistaken for the same, the
 * last of the goods being sums already, or a column taken for another.
 */
export function structuresOf(lines: RoledLine[]): Structure[] {
  const doubts = lines.flatMap((line, at) => {
    if (!TRIED.has(line.role)) return []
    const cheapest = ROLES.filter(
      (role) => role !== line.role && TRIED.has(role) && line.costs[role] < DOUBTFUL,
    )
    return cheapest.map((role): Doubt => ({ at, role, cost: line.costs[role] }))
  })
  const few = doubts.toSorted((a, b) => a.cost - b.cost).slice(0, MOST_DOUBTS)
  const pairs = few.flatMap((a, i) => few.slice(i + 1).flatMap((b) => (a.at === b.at ? [] : [[a, b]])))
  const alike = [...Map.groupBy(doubts, ({ at, role }) => `${lines[at]!.role} ${role}`).values()]
  const sets = [
    ...few.map((doubt) => [doubt]),
    ...pairs,
    ...alike.filter((some) => some.length > 1),
    ...ends(lines),
  ]
  return [...sets.map((some) => otherwise(lines, some)), ...columns(lines)].toSorted(
    (a, b) => a.cost - b.cost,
  )
}

/** The last two goods or more, down to the first sum, as what they are if they are none. */
function ends(lines: RoledLine[]): Doubt[][] {
  const found: Doubt[][] = []
  let run: Doubt[] = []
  for (let at = lines.findLastIndex(({ role }) => role === 'good'); at >= 0; at--) {
    const { role, costs } = lines[at]!
    if (role !== 'good' && role !== 'more') break
    const best = (['taxBase', 'tax', 'subtotal', 'told', 'other'] as const).reduce((a, b) =>
      costs[b] < costs[a] ? b : a,
    )
    if (costs[best] > 2 * DOUBTFUL) break
    run = [{ at, role: best, cost: costs[best] }, ...run]
    if (run.length > 1) found.push(run)
  }
  return found
}

function otherwise(lines: RoledLine[], doubts: Doubt[]): Structure {
  const costs = doubts.map(({ cost }) => cost)
  const isPair = doubts.length === 2 && doubts[0]!.role !== doubts[1]!.role
  const cost = isPair ? costs[0]! + costs[1]! : Math.max(...costs) + ONE_MORE * (costs.length - 1)
  const by = new Map(doubts.map((doubt) => [doubt.at, doubt.role]))
  return {
    roles: lines.map((line, at) => (by.has(at) ? withRoleOf(line, by.get(at)!) : line)),
    cost,
    why: doubts.map(({ role }) => role).join(', '),
    changed: doubts.map(({ at }) => lines[at]!),
  }
}

/** The line in another role; where none of its numbers is what that role is there for, its last one is. */
function withRoleOf(line: RoledLine, role: Role): RoledLine {
  const tag = SUM_TAGS[role]
  const last = line.numbers.at(-1)
  if (!tag || !last || line.numbers.some((number) => number.tag === tag)) return { ...line, role }
  return { ...line, role, numbers: [...line.numbers.slice(0, -1), { ...last, tag }] }
}

/** Of two numbers at the end of each good's line, the first is its sum and the second its count; or the one before was. */
function columns(lines: RoledLine[]): Structure[] {
  const goods = lines.filter(({ role, numbers }) => isOfGood(role) && ownNumbers(numbers).length > 1)
  if (goods.length < 2) return []
  const swapped = new Set(goods)
  const roles = lines.map((line) => {
    if (!swapped.has(line)) return line
    const [sum, count] = ownNumbers(line.numbers).slice(-2) as [TaggedNumber, TaggedNumber]
    const numbers = line.numbers.map((number) => {
      if (number === sum) return { ...number, tag: 'amount' as const }
      return number === count
        ? { ...number, tag: 'count' as const, costs: { ...number.costs, count: 0 } }
        : number
    })
    return { ...line, numbers }
  })
  return [{ roles, cost: OTHER_COLUMNS, why: 'sum before count', changed: goods }]
}

const isOfGood = (role: Role) => role === 'good' || role === 'more'
const ownNumbers = (numbers: TaggedNumber[]) => numbers.filter(({ tag }) => tag !== 'name' && tag !== 'mark')

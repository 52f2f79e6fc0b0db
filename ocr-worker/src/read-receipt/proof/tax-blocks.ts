import type { Way } from '../fields/amount.ts'
import type { Sum, TaxLine } from '../fields/sums.ts'
import { printOfSum, type Print } from './print.ts'

export type Tax = { rate: number; taxable: number | null; amount: number | null; included: boolean }

/** One rate's taxable sum and tax in one way to read them. */
export type Block = Tax & {
  /** What the buyer pays at this rate; null where only the tax is printed. */
  gross: number | null
  /** Tax that comes on top of what the goods cost. */
  added: number
  cost: number
  /** How the two are read; null where one is not printed. */
  taxableWay: Way | null
  amountWay: Way | null
  /** What stood there as read. */
  taxableRead: number | null
  amountRead: number | null
}

/** All rates together. */
export type Taxes = { blocks: Block[]; added: number; gross: number | null; cost: number }

/** What it costs that a tax is not rate × taxable; that it could not be read; that its line's wording misleads. */
const NO_TAX_OF = 6
const UNREAD = 1.5
const OTHER_ROUNDING = 1
const OTHER_KIND = 3
/** One rate's tax inside the prices, the other's on top. */
const MIXED = 4
const OTHER_STYLE = 1
const DEAREST = 10
const MOST = 400

/** The ways in which the printed taxes can be read together, cheapest first. Without tax lines: one, of no tax. */
export function taxesOf(lines: TaxLine[], loose: Sum[]): Taxes[] {
  const known = [...new Set(lines.map((l) => l.rate).filter((r): r is number => r !== null))]
  const rates = known.length ? known : lines.length ? [10, 8] : []
  let all: Taxes[] = [{ blocks: [], added: 0, gross: 0, cost: 0 }]
  for (const rate of rates.sort((a, b) => a - b)) {
    const mine = lines.filter((l) => l.rate === rate || (l.rate === null && known.length <= 1))
    const blocks = blocksOf(rate, mine, loose)
    // Where no rate could be read, one that fits nothing is not there.
    const options = known.length ? blocks : [null, ...blocks.filter((b) => b.cost < NO_TAX_OF)]
    all = all
      .flatMap((taxes) => options.map((block) => (block ? join(taxes, block) : taxes)))
      .sort((a, b) => a.cost - b.cost)
      .slice(0, MOST)
  }
  return all
}

function join(taxes: Taxes, block: Block): Taxes {
  return {
    blocks: [...taxes.blocks, block],
    added: taxes.added + block.added,
    gross: taxes.gross === null || block.gross === null ? null : taxes.gross + block.gross,
    cost: taxes.cost + block.cost + (taxes.blocks.some((b) => b.included !== block.included) ? MIXED : 0),
  }
}

function blocksOf(rate: number, lines: TaxLine[], loose: Sum[]): Block[] {
  const taxables = lines.flatMap((l) => (l.taxable ? [printOfSum(l.taxable)] : []))
  const read = lines.flatMap((l) => (l.tax ? [printOfSum(l.tax)] : []))
  // A tax that could not be told by its label may stand without one.
  const amounts = read.length ? read : loose.map(printOfSum).map(onlyAsRead)
  const kind = kindCost(lines)
  const pairs = taxables.flatMap((t) => amounts.flatMap((a) => pairsOf(rate, t, a)))
  const blocks = [...pairs]
  if (taxables[0] && read[0]) blocks.push(...bothKinds(rate, taxables[0], read[0], NO_TAX_OF))
  if (!read.length) blocks.push(...taxables.flatMap((t) => reckoned(rate, t)))
  if (!taxables.length) blocks.push(...read.flatMap((a) => taxOnly(rate, a)))
  return cheapestBlocks(blocks.map((b) => ({ ...b, cost: b.cost + kind(b.included) })))
}

function onlyAsRead(print: Print): Print {
  return { ...print, byValue: new Map([[print.read.value, print.read]]) }
}

/** What the wording says of tax inside or on top. A line of tax on top is hardly ever misread as such. */
function kindCost(lines: TaxLine[]): (included: boolean) => number {
  const told = lines.find((l) => l.included !== null)?.included ?? null
  const onTop = lines.some((l) => l.included === false && l.tax)
  return (included) =>
    told === null
      ? included
        ? 0
        : 0.5
      : onTop && included
        ? 2 * OTHER_KIND
        : told === included
          ? 0
          : OTHER_KIND
}

/** Each way to read the two under which one is the tax of the other, the taxable sum being printed without tax or with. */
function pairsOf(rate: number, taxables: Print, amounts: Print): Block[] {
  return taxables.ways.flatMap((taxable) =>
    [false, true].flatMap((within) =>
      roundingsOf(rate, taxable.value, within).flatMap((tax) => {
        const amount = amounts.byValue.get(tax)
        if (!amount || taxable.cost + amount.cost > DEAREST) return []
        const ofGross = !within && !isTaxOf(tax, taxable.value, rate, false)
        return (ofGross ? [true] : [false, true]).map((included) => {
          const block = blockOf(rate, taxable, amount, included, within)
          return {
            ...block,
            taxableRead: taxables.read.value,
            amountRead: amounts.read.value,
            cost: block.cost + (included === within ? 0 : OTHER_STYLE),
          }
        })
      }),
    ),
  )
}

/**
 * Down and up; the nearest is one of the two. A till whose prices have the tax in them reckons it from those, and prints what
 * is left as the sum without tax: its tax may be one less than the rate makes of that.
 */
function roundingsOf(rate: number, taxable: number, within: boolean): number[] {
  const exact = (taxable * rate) / (within ? 100 + rate : 100)
  const ofGross = within
    ? []
    : [Math.floor(exact) - 1, Math.ceil(exact) + 1].filter((tax) => isTaxOfRest(tax, taxable, rate))
  return [...new Set([Math.floor(exact), Math.ceil(exact), ...ofGross])]
}

/** The tax inside the two together, under any rounding. */
export function isTaxOfRest(amount: number, rest: number, rate: number): boolean {
  return amount >= 0 && rest > 0 && Math.abs(amount - ((rest + amount) * rate) / (100 + rate)) < 1
}

/** As read, though the one is no tax of the other. */
function bothKinds(rate: number, taxable: Print, amount: Print, cost: number): Block[] {
  return [false, true].map((included) => {
    const block = blockOf(rate, { ...taxable.read, cost: 0 }, { ...amount.read, cost: 0 }, included, included)
    return { ...block, cost: block.cost + cost }
  })
}

function taxOnly(rate: number, amount: Print): Block[] {
  return amount.ways.flatMap((way) =>
    [false, true].map((included) => ({
      ...blockOf(rate, null, way, included, included),
      amountRead: amount.read.value,
    })),
  )
}

/** The tax is not printed or not read: reckoned under each rounding that tills know. */
function reckoned(rate: number, taxables: Print): Block[] {
  return taxables.ways.flatMap((taxable) =>
    [false, true].flatMap((included) =>
      roundingsOf(rate, taxable.value, included).map((value, i) => {
        const amount = { value, cost: UNREAD + i * OTHER_ROUNDING, why: 'rate times taxable' }
        const block = blockOf(rate, taxable, amount, included, included)
        return { ...block, taxableRead: taxables.read.value, amountWay: null, amountRead: null }
      }),
    ),
  )
}

function blockOf(rate: number, taxable: Way | null, amount: Way, included: boolean, within: boolean): Block {
  return {
    rate,
    taxable: taxable?.value ?? null,
    amount: amount.value,
    included,
    gross: taxable ? taxable.value + (within ? 0 : amount.value) : null,
    added: included ? 0 : amount.value,
    cost: (taxable?.cost ?? 0) + amount.cost,
    taxableWay: taxable,
    amountWay: amount,
    taxableRead: taxable?.value ?? null,
    amountRead: amount.value,
  }
}

/** Of blocks that differ only in which taxable sum they name, the first cheapest. */
function cheapestBlocks(blocks: Block[]): Block[] {
  const best = new Map<string, Block>()
  for (const block of blocks) {
    const key = `${block.gross} ${block.amount} ${block.included}`
    if (block.cost <= DEAREST && block.cost < (best.get(key)?.cost ?? Infinity)) best.set(key, block)
  }
  return [...best.values()]
}

/** Rounded down, to the nearest or up. `within`: the taxable sum has the tax in it. */
export function isTaxOf(amount: number, taxable: number, rate: number, within: boolean): boolean {
  if (amount < 0 || taxable <= 0) return false
  return Math.abs(amount - (taxable * rate) / (within ? 100 + rate : 100)) < 1
}

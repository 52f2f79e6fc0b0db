import { matchProducts, type ReadingItem } from '@tamaru/domain'
import { seededRandom, type Random } from '../samples/random.ts'
import { catalogues, everydayGoods, type Catalogue, type Good } from './catalogues.ts'
import { CONDITIONS, misreadName, type Condition } from './misread-name.ts'
import { pickTill, printName, type Till } from './print-name.ts'

export type Shelf = 'campaign' | 'sisters' | 'others' | 'everyday'

/** One line of a receipt, what it was, and what became of it. */
export interface Judged {
  sponsor: string
  condition: Condition['name']
  shelf: Shelf
  printed: string
  read: string
  /** Another good of this catalogue is printed to the letter like it by this till: nobody could tell. */
  ambiguous: boolean
  /** The product's id, or null for a good that the campaign does not count. */
  meant: string | null
  matched: { productId: string; certainty: 'sure' | 'unsure' } | null
}

/** Lines of receipts from invented shops, printed, misread and matched; the same seed gives the same lines. */
export function judgeLines(seed: string, receiptsPerCatalogue: number): Judged[] {
  return catalogues.flatMap((catalogue) => {
    const random = seededRandom(`${seed}/${catalogue.sponsor}`)
    return Array.from({ length: receiptsPerCatalogue }, () => judgeReceipt(catalogue, random)).flat()
  })
}

function judgeReceipt(catalogue: Catalogue, random: Random): Judged[] {
  const till = pickTill(random)
  const condition = pickCondition(random)
  const shelves: [Shelf, (Good & { id?: string })[], number][] = [
    ['campaign', catalogue.products.map((p) => ({ ...p, kana: p.kana!, price_yen: p.price_yen! })), 3],
    ['sisters', catalogue.sisters, random.chance(0.3) ? 2 : 1],
    ['others', catalogue.others, 2],
    ['everyday', everydayGoods, 3],
  ]
  const lines = shelves.flatMap(([shelf, goods, count]) =>
    random.some(goods, count).map((good) => ({ shelf, good, ...sell(good, till, condition, random) })),
  )
  const prints = [...catalogue.products, ...catalogue.sisters, ...catalogue.others].map((good) =>
    printName({ name: good.name, kana: good.kana!, price_yen: good.price_yen! }, till),
  )
  const matches = matchProducts(
    lines.map(({ item }) => item),
    catalogue,
  )
  return lines.map(({ shelf, good, printed, item }, i) => {
    const match = matches.find((one) => one.item === i)
    return {
      sponsor: catalogue.sponsor,
      condition: condition.name,
      shelf,
      printed,
      read: item.name,
      ambiguous: prints.filter((print) => print === printed).length > 1,
      meant: good.id ?? null,
      matched: match ? { productId: match.productId, certainty: match.certainty } : null,
    }
  })
}

/** Shops set prices of their own around the maker's; a fifth of lines is more than one piece. */
function sell(
  good: Good,
  till: Till,
  condition: Condition,
  random: Random,
): { printed: string; item: ReadingItem } {
  const printed = printName(good, till)
  const unitPrice = Math.round(good.price_yen * Math.exp(random.bell() * 0.1 - 0.05))
  const quantity = random.chance(0.2) ? random.whole(2, 4) : 1
  const item = {
    name: misreadName(printed, condition, random),
    quantity,
    unitPrice,
    amount: unitPrice * quantity,
    taxRate: 8,
    discount: 0,
  }
  return { printed, item }
}

function pickCondition(random: Random): Condition {
  let draw = random.next()
  return CONDITIONS.find(({ share }) => (draw -= share) < 0) ?? CONDITIONS[0]
}

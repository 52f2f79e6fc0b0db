import { addDays, type Reading } from '@tamaru/domain'
import { layoutOf, sellsSponsor, truthOf } from '../../bench/samples/draw-receipt.ts'
import { otherGoods, sponsorGoods, type Good } from '../../bench/samples/goods.ts'
import type { Random } from '../../bench/samples/random.ts'
import { ringUpGoods } from '../../bench/samples/sale.ts'
import { shops, type Shop } from '../../bench/samples/shops.ts'
import { readingOf } from '../seed/demo-receipts.ts'
import type { WorldPerson } from './people.ts'

/** The chain that grows: from one receipt in twenty-five to one in three. */
export const GROWING_CHAIN = 'くすりのシラカバ'
/** Bought together: whoever takes the first takes the second as well in so many of a hundred baskets, and else rarely. */
export const PAIR = { first: 'nori-chips-60', second: 'jasmine-tea-500', together: 0.5, else: 0.1 } as const
/** What switchers bought before they bought the sponsor's. */
export const RIVAL_TEA = 'カナタ 麦茶 650ml'

const SHARES: Record<string, number> = {
  ソラマメマート: 22,
  コトリストア: 16,
  フレッシュ玉葉: 18,
  スーパーあおぎり: 20,
  ドラッグやつで: 8,
  ひゃくまる: 6,
  喫茶うみねこ: 2,
  汐風書房: 2,
}

/** What somebody buys on a day of the world (0 is its first), as a reading of the receipt. */
export function drawPurchase(
  person: WorldPerson,
  day: number,
  { first, days, isFirst }: { first: string; days: number; isFirst: boolean },
  random: Random,
): Reading {
  const shop = pickShop(day / days, isFirst, random)
  const layout = layoutOf(shop)
  const at = timeOf(addDays(first, day), random)
  const goods = sellsSponsor(layout)
    ? basket(person, { isFirst, shelf: layout.shelf, day }, random)
    : random.some(onShelf(layout.shelf), random.whole(1, 3))
  const branch = random.chance(0.8) ? shop.branches[person.home]! : random.pick(shop.branches)
  const truth = truthOf(ringUpGoods(shop, layout, { branch, goods, at }, random), layout)
  const { meta: _drawn, campaign: _known, ...printed } = truth
  return readingOf(printed)
}

function pickShop(part: number, isFirst: boolean, random: Random): Shop {
  const growing = 4 + 46 * part ** 1.4
  const open = shops.filter(
    (shop) =>
      shop.name === GROWING_CHAIN || (SHARES[shop.name] && (!isFirst || sellsSponsor(layoutOf(shop)))),
  )
  const weightOf = (shop: Shop) => (shop.name === GROWING_CHAIN ? growing : SHARES[shop.name]!)
  let left = random.next() * open.reduce((total, shop) => total + weightOf(shop), 0)
  return open.find((shop) => (left -= weightOf(shop)) < 0) ?? open[0]!
}

function basket(
  person: WorldPerson,
  { isFirst, shelf, day }: { isFirst: boolean; shelf: Good['shelves'][number]; day: number },
  random: Random,
): Good[] {
  const has = new Set<string>()
  const take = (product: string, chance: number) => random.chance(chance) && has.add(product)
  take('green-tea-500', 0.38)
  if (take(PAIR.first, 0.24)) take(PAIR.second, PAIR.together)
  else take(PAIR.second, PAIR.else)
  take('milk-chocolate', 0.16)
  if (isFirst ? person.firstBasketHasMiso : random.chance(0.12)) has.add('cup-miso')
  const rival = otherGoods.find(({ names }) => names.includes(RIVAL_TEA))!
  const drinksBarley = person.switches !== null
  const barley = drinksBarley && day >= person.switches!
  if (barley ? random.chance(0.75) : !drinksBarley && random.chance(0.2)) has.add('barley-tea-600')
  const before =
    drinksBarley && !barley && rival.shelves.includes(shelf) && random.chance(0.75) ? [rival] : []
  if (has.size === 0 && before.length === 0 && random.chance(0.7)) has.add('green-tea-500')
  const ours = sponsorGoods.filter(({ product, shelves }) => has.has(product!) && shelves.includes(shelf))
  const others = random.some(
    onShelf(shelf).filter((good) => good !== rival),
    random.whole(1, 4),
  )
  return random.some([...ours, ...before, ...others], 9)
}

const onShelf = (shelf: Good['shelves'][number]) =>
  otherGoods.filter(({ shelves }) => shelves.includes(shelf))

function timeOf(date: string, random: Random) {
  const day = new Date(`${date}T00:00Z`)
  return {
    ...{ year: day.getUTCFullYear(), month: day.getUTCMonth() + 1, day: day.getUTCDate() },
    weekday: '日月火水木金土'[day.getUTCDay()]!,
    hour: random.whole(8, 20),
    minute: random.whole(0, 59),
  }
}

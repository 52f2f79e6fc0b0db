import { addUp } from './add-up.ts'
import { otherGoods, sponsorGoods, type Good } from './goods.ts'
import type { Layout } from './layouts/layout.ts'
import { cutToColumns } from './print-line.ts'
import { seededRandom, type Random } from './random.ts'
import { registrationNumber } from './registration-number.ts'
import type { Branch, Shop } from './shops.ts'
import type { Sale, SaleItem, SaleTime } from './sale-record.ts'

/** @param sponsored how many of the sponsor's goods are bought; 0 to 6 */
export function ringUp(shop: Shop, layout: Layout, sponsored: number, random: Random): Sale {
  const branch = random.pick(shop.branches)
  const items = fillBasket(layout, sponsored, random)
  return sum(shop, layout, { branch, items, at: () => saleTime(random) }, random)
}

/** As `ringUp`, for a purchase of which branch, goods and time are known. */
export function ringUpGoods(
  shop: Shop,
  layout: Layout,
  { branch, goods, at }: { branch: Branch; goods: readonly Good[]; at: SaleTime },
  random: Random,
): Sale {
  const items = goods.map((good) => ringItem(good, layout, random))
  return sum(shop, layout, { branch, items, at: () => at }, random)
}

function sum(
  shop: Shop,
  layout: Layout,
  { branch, items, at }: { branch: Branch; items: SaleItem[]; at: () => SaleTime },
  random: Random,
): Sale {
  const sums = addUp(items, layout.taxIncluded)
  return {
    ...sums,
    shop: shop.name,
    branch: branch.name,
    phone: phoneOf(shop, branch),
    address: branch.address,
    registrationNumber: registrationNumber(seededRandom(`${shop.name}/registration`).digits(12)),
    at: at(),
    registerNumber: random.whole(1, 12),
    receiptNumber: String(random.whole(1001, 9989)),
    clerk: random.pick(['小坂', '三枝', '戸田', '森川', '有馬', '早瀬']),
    items,
    payment: pay(sums.total, random),
    pointsBefore: random.whole(12, 4800),
    pointsEarned: Math.floor(sums.total / 100),
  }
}

function fillBasket(layout: Layout, sponsored: number, random: Random): SaleItem[] {
  const onShelf = (goods: Good[]) => goods.filter((good) => good.shelves.includes(layout.shelf))
  const [fewest, most] = layout.basket
  const size = Math.max(random.whole(fewest, most), sponsored)
  const picked = [
    ...random.some(onShelf(sponsorGoods), sponsored),
    ...random.some(onShelf(otherGoods), size - sponsored),
  ]
  return random.some(picked, picked.length).map((good) => ringItem(good, layout, random))
}

function ringItem(good: Good, layout: Layout, random: Random): SaleItem {
  const spellings = layout.spelling === 'kana' && good.kana.length > 0 ? good.kana : good.names
  const quantity = good.price > 5 && random.chance(layout.repeats) ? random.whole(2, 4) : 1
  // Grocers each have their own price for a maker's good; a bag, a book or a coffee costs what it costs.
  const ownPrice = layout.discounts > 0 || layout.shelf === 'konbini'
  const unitPrice = ownPrice && good.price > 50 ? good.price + random.whole(-6, 6) : good.price
  const discountPercent =
    good.price > 80 && random.chance(layout.discounts) ? random.pick([10, 20, 30, 50]) : 0
  const discount = Math.floor((unitPrice * quantity * discountPercent) / 100)
  return {
    name: cutToColumns(random.pick(spellings), layout.nameColumns),
    quantity,
    unitPrice,
    amount: unitPrice * quantity - discount,
    taxRate: good.rate,
    discount,
    discountPercent,
    jan: good.jan ?? articleNumber(layout.shelf === 'bookshop' ? '978455' : '459', random),
    product: good.product ?? null,
  }
}

/** An EAN-13 with a valid check digit. */
function articleNumber(prefix: string, random: Random): string {
  const twelve = prefix + random.digits(12 - prefix.length)
  const sum = [...twelve].reduce((total, digit, i) => total + Number(digit) * (i % 2 === 0 ? 1 : 3), 0)
  return `${twelve}${(10 - (sum % 10)) % 10}`
}

/** Exchange codes never begin with 0, so nobody can have this number. */
function phoneOf(shop: Shop, branch: Branch): string {
  const random = seededRandom(`${shop.name}/${branch.name}/phone`)
  return `${branch.areaCode}-0${random.digits(5 - branch.areaCode.length)}-${random.digits(4)}`
}

/** Between 1 September and 20 November 2026, in opening hours. */
function saleTime(random: Random): SaleTime {
  const day = new Date(Date.UTC(2026, 8, 1 + random.whole(0, 80)))
  return {
    year: day.getUTCFullYear(),
    month: day.getUTCMonth() + 1,
    day: day.getUTCDate(),
    weekday: '日月火水木金土'[day.getUTCDay()]!,
    hour: random.whole(8, 21),
    minute: random.whole(0, 59),
  }
}

function pay(total: number, random: Random): Sale['payment'] {
  const method = random.pick(['現金', '現金', 'クレジット', '電子マネー', 'QR'] as const)
  if (method !== '現金') return { method, tendered: total, change: 0 }
  const tendered = random.pick([
    total,
    up(total, 10),
    up(total, 100),
    up(total, 500),
    up(total, 1000),
    up(total, 1000),
  ])
  return { method, tendered, change: tendered - total }
}

const up = (amount: number, step: number) => Math.ceil(amount / step) * step

import { readDay } from '../attributes/read-value.ts'

/** What a column of a file says of a purchase in a shop of the brand's own. */
export const PURCHASE_PARTS = ['on', 'goods', 'yen', 'shop', 'pieces', 'number'] as const
export type PurchasePart = (typeof PURCHASE_PARTS)[number]

/** One kind of goods that somebody bought at one time in a shop of the brand's own, as the brand tells; no receipt stands behind it. */
export interface ShopPurchase {
  /** The Tokyo day. */
  on: string
  goods: string
  yen: number
  /** Empty where it is not told. */
  shop: string
  pieces: number
  /** The shop's own number of the purchase; empty where it has none. */
  number: string
}

/** Why it cannot be read. */
export const PURCHASE_FAULTS = {
  purchase_incomplete: {
    ja: '購入には、購入日・商品名・金額がすべて必要です',
    en: 'A purchase needs its day, its goods and its amount',
  },
  not_a_day_of_purchase: {
    ja: '購入日ではありません(例: 2026-04-01。先の日付は使えません)',
    en: 'It is no day of a purchase, such as 2026-04-01; it cannot be to come',
  },
  not_yen: { ja: '円の金額ではありません(例: 1,280)', en: 'It is no amount of whole yen, such as 1,280' },
  not_pieces: { ja: '個数ではありません(1〜10000)', en: 'It is no number of pieces, 1 to 10,000' },
} as const
export type PurchaseFault = keyof typeof PURCHASE_FAULTS

const [MOST_YEN, MOST_PIECES] = [100_000_000, 10_000]

/** Reads a whole number as a spreadsheet writes it, with or without a yen sign. */
function readWhole(text: string, least: number, most: number): number | undefined {
  const plain = text
    .replace(/^[¥\\]|円$/g, '')
    .replaceAll(',', '')
    .trim()
  const number = /^\d{1,12}$/.test(plain) ? Number(plain) : -1
  return number >= least && number <= most ? number : undefined
}

/**
 * Reads a purchase from what its cells say, part by part; null where none says anything. `today` is the Tokyo day: nothing was
 * bought later.
 */
export function readShopPurchase(
  written: Readonly<Partial<Record<PurchasePart, string>>>,
  today: string,
): { purchase: ShopPurchase | null } | { part: PurchasePart | undefined; fault: PurchaseFault } {
  const cell = (part: PurchasePart) => (written[part] ?? '').normalize('NFKC').trim()
  if (PURCHASE_PARTS.every((part) => cell(part) === '')) return { purchase: null }
  const goods = cell('goods').slice(0, 200)
  if (cell('on') === '' || cell('yen') === '' || goods === '')
    return { part: undefined, fault: 'purchase_incomplete' }
  const on = readDay(cell('on').split(/[ T]/, 1)[0]!)
  if (on === undefined || on > today) return { part: 'on', fault: 'not_a_day_of_purchase' }
  const yen = readWhole(cell('yen'), 0, MOST_YEN)
  if (yen === undefined) return { part: 'yen', fault: 'not_yen' }
  const pieces = cell('pieces') === '' ? 1 : readWhole(cell('pieces'), 1, MOST_PIECES)
  if (pieces === undefined) return { part: 'pieces', fault: 'not_pieces' }
  const [shop, number] = [cell('shop').slice(0, 200), cell('number').slice(0, 100)]
  return { purchase: { on, goods, yen, shop, pieces, number } }
}

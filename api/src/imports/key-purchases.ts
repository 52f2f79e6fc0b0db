import type { ShopPurchase } from '@tamaru/domain'
import { createHash } from 'node:crypto'

/**
 * Gives each purchase of a file the key by which it is told once: of the shop's number and the goods, where it has a number, else of
 * all that is said of it. The second that says the same of the same person in the file is another purchase.
 */
export function purchaseKeys(): (whose: string, purchase: ShopPurchase) => string {
  const seen = new Map<string, number>()
  return function keyOf(whose, { number, goods, on, yen, pieces, shop }) {
    const what = JSON.stringify(number === '' ? [on, goods, yen, pieces, shop] : [number, goods])
    const nth = (seen.get(`${whose} ${what}`) ?? 0) + 1
    seen.set(`${whose} ${what}`, nth)
    return createHash('sha256').update(`${what} ${nth}`).digest('hex')
  }
}

import type { ProductMatch } from './product-match.ts'
import type { ReadingItem } from '../receipts/reading.ts'

const REFUND = /取\s*消し?|返\s*品|返\s*金|訂\s*正|ﾄﾘｹｼ|ﾍﾝﾋﾟﾝ|トリケシ|ヘンピン|void|refund/gi
/** Yen by which a price may miss its share of the refund: rounding of discounts and taxes. */
const ROUNDING_YEN = 1

export function nameWithoutRefund(name: string): string {
  return name.replace(REFUND, ' ').trim()
}

function isRefund({ name, amount, quantity }: ReadingItem): boolean {
  return amount < 0 || quantity < 0 || nameWithoutRefund(name) !== name.trim()
}

/**
 * Takes back what the receipt itself takes back: a line of minus the price with the product's name, or with none but
 * "取消" right after it. A smaller sum is a discount and takes nothing back; a sum that fits no line leaves the product
 * in doubt.
 */
export function cancelRefunds(matches: ProductMatch[], items: readonly ReadingItem[]): ProductMatch[] {
  const bought = matches.filter(({ item }) => !isRefund(items[item]!)).map((match) => ({ ...match }))
  items.forEach((item, index) => {
    if (!isRefund(item)) return
    const refund = matches.find((match) => match.item === index)
    const of = bought.filter((match) =>
      refund
        ? match.productId === refund.productId
        : nameWithoutRefund(item.name) === '' && match.item === index - 1,
    )
    takeBack(Math.abs(item.amount), of, items, refund?.certainty ?? 'sure')
  })
  return bought.filter(({ quantity }) => quantity > 0)
}

function takeBack(
  back_yen: number,
  of: ProductMatch[],
  items: readonly ReadingItem[],
  certainty: ProductMatch['certainty'],
): void {
  const perPiece = (match: ProductMatch) => items[match.item]!.amount / match.quantity
  const fitting = of.findLast((match) => {
    const pieces = Math.round(back_yen / perPiece(match))
    const isWhole = Math.abs(pieces * perPiece(match) - back_yen) <= ROUNDING_YEN * pieces
    return pieces >= 1 && pieces <= match.quantity && isWhole
  })
  if (fitting && certainty === 'sure') fitting.quantity -= Math.round(back_yen / perPiece(fitting))
  else for (const match of of) if (fitting || back_yen >= perPiece(match)) match.certainty = 'unsure'
}

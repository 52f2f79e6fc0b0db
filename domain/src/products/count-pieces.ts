import type { CampaignProduct } from './product.ts'
import type { PrintedName } from '../names/parse-printed-name.ts'
import type { ReadingItem } from '../receipts/reading.ts'

/** Shops set their own prices; a fifth more or less is still the same good at its usual price. */
const USUAL = 0.2
/** Less than so much of the sponsor's price is no offer, and more than so much is more than one piece. */
const LEAST = 0.45
const MOST = 1.4

/** Of more than these nobody has a receipt: a number was misread. */
const MOST_PIECES = 10_000

/** What one piece cost before its own discount. */
const paidPerPiece = ({ amount, discount, quantity }: ReadingItem, pieces = quantity) =>
  (Math.abs(amount) + discount) / Math.max(Math.abs(pieces), 0.01)

export function isAboutItsPrice(item: ReadingItem, { price_yen }: CampaignProduct): boolean {
  return price_yen !== null && Math.abs(paidPerPiece(item) - price_yen) <= price_yen * USUAL
}

/** Tells whether the line's price, if the sponsor names one, can be that of the product at all. */
export function isPlausiblePrice(item: ReadingItem, { price_yen }: CampaignProduct, pieces: number): boolean {
  if (price_yen === null) return true
  const paid = paidPerPiece(item, pieces)
  return paid >= price_yen * LEAST && paid <= price_yen * MOST
}

/**
 * Counts how many pieces a line is. "×2" printed in the name counts where the price says so too; else it may be a pack
 * of two, and that is not certain.
 */
export function countPieces(
  item: ReadingItem,
  { times }: PrintedName,
  product: CampaignProduct,
): { pieces: number; isCertain: boolean } {
  const pieces = Math.max(1, Math.min(MOST_PIECES, Math.round(Math.abs(item.quantity))))
  if (times === null || times === pieces)
    return { pieces, isCertain: isPlausiblePrice(item, product, pieces) }
  if (pieces > 1) return { pieces, isCertain: false }
  const paid = Math.abs(item.amount) + item.discount
  const isCertain =
    product.price_yen === null
      ? item.unitPrice !== null && item.unitPrice * times === paid
      : isPlausiblePrice(item, product, times) && !isPlausiblePrice(item, product, 1)
  return { pieces: times, isCertain }
}

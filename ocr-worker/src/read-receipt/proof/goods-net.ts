import type { Good } from '../fields/good.ts'

/** What the goods come to, after their own discounts. */
export function goodsNet(goods: Good[]): number {
  return goods.reduce((s, g) => s + g.gross - g.discount, 0)
}

/** Litres are one piece. */
export function piecesOf(goods: Good[]): number {
  return goods.reduce((s, g) => s + (Number.isInteger(g.quantity) ? g.quantity : 1), 0)
}

/** A line of a receipt that names one of a campaign's products. */
export interface ProductMatch {
  /** Index into `reading.items`. */
  item: number
  productId: string
  quantity: number
  /** 0..1: how alike the printed and the sponsor's name are. */
  score: number
  /** `sure` counts for points; `unsure` goes to staff. */
  certainty: 'sure' | 'unsure'
}

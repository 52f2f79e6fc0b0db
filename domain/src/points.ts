import type { CampaignRules } from './campaign.ts'
import type { ProductMatch } from './match-products.ts'

export interface PointsEarned {
  points: number
  /** How the points came about, in order; the sum of the lines is `points`. */
  lines: {
    reason: 'product' | 'variety_bonus' | 'cap_receipt' | 'cap_day'
    productId?: string
    points: number
  }[]
}

/** Points for the matched products, after the caps per receipt and per person and day. */
export function earnPoints(
  matches: readonly ProductMatch[],
  rules: CampaignRules,
  pointsToday: number,
): PointsEarned {
  const lines: PointsEarned['lines'] = matches.map((match) => ({
    reason: 'product',
    productId: match.productId,
    points: rules.pointsPerProduct * match.quantity,
  }))
  const different = new Set(matches.map((match) => match.productId)).size
  if (rules.varietyBonus && different >= rules.varietyBonus.differentProducts) {
    lines.push({ reason: 'variety_bonus', points: rules.varietyBonus.points })
  }
  const earned = lines.reduce((sum, line) => sum + line.points, 0)
  const afterReceipt = Math.min(earned, rules.maxPointsPerReceipt)
  if (afterReceipt < earned) lines.push({ reason: 'cap_receipt', points: afterReceipt - earned })
  const afterDay = Math.max(0, Math.min(afterReceipt, rules.maxPointsPerPersonPerDay - pointsToday))
  if (afterDay < afterReceipt) lines.push({ reason: 'cap_day', points: afterDay - afterReceipt })
  return { points: afterDay, lines }
}

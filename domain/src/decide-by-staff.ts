import type { CampaignRules } from './campaign.ts'
import type { Decision } from './decision.ts'
import { earnPoints } from './points.ts'
import { ProblemError } from './problem.ts'

/** What a staff member made of an entry after looking at the photo. */
export interface StaffVerdict {
  outcome: 'approved' | 'rejected'
  /**
   * The campaign goods that the staff member sees on the receipt; counted only on approval. `printed` is the line they
   * stand on, where it is not the one that the machine found.
   */
  products: { productId: string; quantity: number; printed?: string }[]
  /** Staff's words to the shopper; a rejection must have some. */
  reason: string | null
}

/**
 * The machine's decision with a person's verdict on top: its checks stay as the record of why a person was asked.
 * Throws the refusal `invalid_request` for a product that the campaign does not have.
 */
export function decideByStaff(
  machine: Decision,
  verdict: StaffVerdict,
  campaign: CampaignRules,
  pointsToday: number,
): Decision {
  const matched = verdict.products.map(({ productId, quantity, printed: line }) => {
    const product = campaign.products.find(({ id }) => id === productId)
    if (!product) throw new ProblemError('invalid_request', `the campaign has no product ${productId}`)
    const printed = line || (machine.matched.find((match) => match.productId === productId)?.printed ?? '')
    return { productId, quantity, name: product.name, printed, score: 1, certainty: 'sure' as const }
  })
  const approved = verdict.outcome === 'approved'
  const counted = matched.map((match, item) => ({ ...match, item }))
  return {
    ...machine,
    outcome: verdict.outcome,
    points: approved ? earnPoints(counted, campaign, pointsToday).points : 0,
    matched: approved ? matched : machine.matched,
    message: approved
      ? {
          ja: 'スタッフの確認が終わり、ポイントがたまりました!',
          en: 'Our staff have checked your receipt and your points are in!',
        }
      : {
          ja: verdict.reason ?? '今回は対象になりませんでした。',
          en: verdict.reason ?? 'This receipt could not be accepted.',
        },
    decidedBy: 'staff',
    reason: verdict.reason,
  }
}

import { knownAdmission } from '../admission/admission.ts'
import type { CampaignRules } from '../campaigns/campaign.ts'
import type { Decision, MatchedProduct } from './decision.ts'
import type { EntryHistory } from './entry-history.ts'
import { earnPoints } from './earn-points.ts'
import { ProblemError } from '../problem.ts'
import { supportedGoods } from './purchased-goods.ts'
import type { Reading } from '../receipts/reading.ts'
import { recheckDuplicates } from './recheck-duplicates.ts'

/** What a person of the staff made of an entry after looking at the photo. */
export interface StaffVerdict {
  outcome: 'approved' | 'rejected'
  /**
   * The campaign goods that the person of the staff sees on the receipt; counted only on approval. `printed` is the line they
   * stand on, where it is not the one that the machine found.
   */
  products: { productId: string; quantity: number; printed?: string }[]
  /** Staff's words to the shopper; a rejection must have some. */
  reason: string | null
}

/**
 * Decides on an entry as a person says, on top of the machine's decision: its checks stay as the record of why a person
 * was asked, but for duplicates, which are looked for anew. What a receipt does not support earns nothing
 * (`supportedGoods`). `reading` is the one that counts, corrected where staff corrected it; `history` as it is now.
 * Throws the refusals of `admit` for an approval of whom the campaign is not for, and `invalid_request` for a product that the campaign does not have, and for an approval without any
 * where the campaign has some.
 */
export function decideByStaff(
  machine: Decision,
  verdict: StaffVerdict,
  reading: Reading,
  rules: CampaignRules,
  history: EntryHistory,
): Decision {
  const decided = {
    ...machine,
    outcome: verdict.outcome,
    checks: recheckDuplicates(machine.checks, history, verdict.outcome === 'approved'),
    decidedBy: 'staff' as const,
    reason: verdict.reason,
  }
  const matched = verdict.products.map((product) => nameProduct(product, machine, rules))
  if (verdict.outcome === 'rejected') {
    const message = {
      ja: verdict.reason ?? '今回は対象になりませんでした。',
      en: verdict.reason ?? 'This receipt could not be accepted.',
    }
    return { ...decided, points: 0, lines: [], stamps: 0, message }
  }
  const admission = knownAdmission(rules, history.admission)
  if (admission !== null && admission !== 'admitted') throw new ProblemError(admission)
  if (rules.products.length > 0 && matched.length === 0)
    throw new ProblemError('invalid_request', 'products: an approval needs at least one campaign product')
  const amountOf = amountsOfLines(reading, matched, rules)
  const products = matched.map((match) => ({ ...match, amount_yen: amountOf(match) }))
  const { points, lines, stamps } = earnPoints(
    { products, total_yen: reading.total, purchasedAt: reading.purchasedAt },
    rules,
    history,
  )
  return { ...decided, points, lines, stamps, matched, message: approvalMessage(points, stamps) }
}

function nameProduct(
  { productId, quantity, printed: line }: StaffVerdict['products'][number],
  machine: Decision,
  rules: CampaignRules,
): MatchedProduct {
  const product = rules.products.find(({ id }) => id === productId)
  if (!product) throw new ProblemError('invalid_request', `the campaign has no product ${productId}`)
  const printed = line || (machine.matched.find((match) => match.productId === productId)?.printed ?? '')
  return { productId, quantity, name: product.name, printed, score: 1, certainty: 'sure' }
}

/** What the line of that name cost, or, where staff saw what no line was read for, the product's usual price. */
function amountsOfLines(reading: Reading, matched: readonly MatchedProduct[], rules: CampaignRules) {
  const goods = supportedGoods(reading, matched)
  return ({ productId, printed, quantity }: MatchedProduct): number => {
    const usual_yen = rules.products.find(({ id }) => id === productId)?.price_yen ?? 0
    const isLine = reading.items.some(({ name }) => name === printed)
    return isLine ? (goods.find(({ name }) => name === printed)?.amount_yen ?? 0) : usual_yen * quantity
  }
}

function approvalMessage(points: number, stamps: number): Decision['message'] {
  if (points > 0 || stamps > 0) {
    return {
      ja: 'スタッフの確認が終わり、ポイントがたまりました!',
      en: 'Our staff have checked your receipt and your points are in!',
    }
  }
  return {
    ja: 'スタッフの確認が終わり、応募を受け付けました。ポイントは上限に達しているため付きません。',
    en: 'Our staff have checked your receipt and it counts. A limit is reached, so it adds no points.',
  }
}

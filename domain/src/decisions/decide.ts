import type { CampaignRules, JudgingCampaign } from '../campaigns/campaign.ts'
import { checkAdmission } from './checks/check-admission.ts'
import { checkEntryPeriod, checkPurchasePeriod, checkReceiptAge } from './checks/check-dates.ts'
import { checkFraud } from './checks/check-fraud.ts'
import { checkBudgetLeft, checkPointsLeftForPerson, checkPointsLeftToday } from './checks/check-limits.ts'
import { checkCertain, checkReceipt } from './checks/check-photo.ts'
import { checkConditions, checkMinimumSpend, checkProducts, checkStore } from './checks/check-purchase.ts'
import type { Check, Decision, MatchedProduct } from './decision.ts'
import type { EntryHistory } from './entry-history.ts'
import { startMatcher, type Matcher } from '../products/match-products.ts'
import type { ProductMatch } from '../products/product-match.ts'
import { earnPoints, type Bought, type PointsEarned } from './earn-points.ts'
import type { Reading } from '../receipts/reading.ts'

export { CREDIT_WITHOUT_PERSON_AT } from './checks/make-check.ts'

/**
 * Decides on one reading. Pure: the same arguments give the same decision. `today` is the Tokyo day on which the photo
 * was sent, YYYY-MM-DD. `match` (see `startMatcher`) may be shared by many decisions for one campaign.
 */
export function decide(
  reading: Reading,
  campaign: JudgingCampaign,
  history: EntryHistory,
  today: string,
  match: Matcher = startMatcher(campaign.rules),
): Decision {
  const { rules, version } = campaign
  const matched = match(reading.items).map((match) => describeMatch(match, reading, rules))
  const sure = matched.filter(({ certainty }) => certainty === 'sure')
  const inDoubt = sure.length < matched.length
  const bought = boughtOf(reading, sure)
  const earned = earnPoints(bought, rules, history)
  const findings = [
    checkReceipt(reading),
    ...checkFraud(reading, history),
    checkAdmission(rules, history),
    checkEntryPeriod(rules, today),
    checkPurchasePeriod(reading, rules, today),
    checkReceiptAge(reading, rules, today),
    checkStore(reading, rules),
    checkProducts(reading, matched, rules),
    checkMinimumSpend(reading, bought, rules, inDoubt),
    checkConditions(reading, bought, earned, rules, inDoubt),
    checkCertain(reading),
    checkPointsLeftToday(rules, history),
    checkPointsLeftForPerson(rules, history),
    checkBudgetLeft(history),
  ]
  const checks = findings.filter((finding) => finding !== null).map((finding) => ({ ...finding, version }))
  const outcome = outcomeOf(checks)
  const gives = outcome === 'approved'
  return {
    outcome,
    points: gives ? earned.points : 0,
    lines: gives ? earned.lines : [],
    stamps: gives ? earned.stamps : 0,
    matched: matched.map(({ item: _, ...match }) => match),
    checks,
    message: messageOf(outcome, checks, earned),
    decidedBy: 'machine',
    reason: null,
    confirmed: [],
  }
}

/** A person's look is worth having unless a check failed for certain: rejecting wrongly costs a shopper. */
function outcomeOf(checks: Check[]): Decision['outcome'] {
  if (checks.some((check) => check.result === 'fail')) return 'rejected'
  return checks.some((check) => check.result === 'unknown') ? 'needs_review' : 'approved'
}

function messageOf(
  outcome: Decision['outcome'],
  checks: Check[],
  { points }: PointsEarned,
): Decision['message'] {
  if (outcome === 'approved' && points === 0)
    return {
      ja: '応募を受け付けました。ありがとうございます!',
      en: 'Your entry counts. Thank you!',
    }
  if (outcome === 'approved') {
    return { ja: 'ポイントがたまりました。ありがとうございます!', en: 'Your points are in. Thank you!' }
  }
  if (outcome === 'needs_review') {
    return {
      ja: 'スタッフが確認しています。結果は、アプリの「応募」でご覧いただけます。',
      en: 'Our staff are taking a look. You will find the result under “Entries” in the app.',
    }
  }
  return checks.find((check) => check.result === 'fail')!.shopper
}

function describeMatch(
  { item, productId, quantity, score, certainty }: ProductMatch,
  reading: Reading,
  rules: CampaignRules,
): MatchedProduct & { item: number } {
  const { name } = rules.products.find(({ id }) => id === productId)!
  return { item, productId, name, printed: reading.items[item]!.name, quantity, score, certainty }
}

function boughtOf(reading: Reading, sure: (MatchedProduct & { item: number })[]): Bought {
  return {
    products: sure.map(({ item, productId, quantity }) => ({
      productId,
      quantity,
      amount_yen: reading.items[item]!.amount,
    })),
    total_yen: reading.total,
    purchasedAt: reading.purchasedAt,
  }
}

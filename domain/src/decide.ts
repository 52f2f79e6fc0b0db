import type { CampaignRules } from './campaign.ts'
import type { Check, Decision } from './decision.ts'
import { checkWords } from './check-words.ts'
import { matchProducts, type ProductMatch } from './match-products.ts'
import { earnPoints } from './points.ts'
import type { Reading } from './reading.ts'
import { addDays } from './tokyo-time.ts'

const DAYS_OF_A_RECEIPT = 365

/** What the house already knows when it judges an entry. */
export interface EntryHistory {
  /** Another entry holds the very same photo (SHA-256). */
  samePhoto: boolean
  /** An approved or waiting entry holds the same receipt (see `receiptFingerprint`). */
  sameReceipt: 'none' | 'same' | 'perhaps'
  /** Points already credited to this person for entries of this Tokyo day. */
  pointsToday: number
}

/**
 * From this confidence on, a machine may credit without a person. Confidence speaks of total, date and every item at
 * once; crediting needs total, date and the sponsor's goods. Of 80 simulated receipts of the set the reader was
 * developed on, all 75 at or above it had total, date and amounts right; docs/accuracy.md shows it for photos anyone can draw.
 */
export const CREDIT_WITHOUT_PERSON_AT = 0.8

/**
 * The decision on one reading. Pure: the same arguments give the same decision. `today` is the Tokyo day on which the
 * photo was sent, YYYY-MM-DD.
 */
export function decide(
  reading: Reading,
  campaign: CampaignRules,
  history: EntryHistory,
  today: string,
): Decision {
  const matches = matchProducts(reading.items, campaign)
  const earned = earnPoints(
    matches.filter((match) => match.certainty === 'sure'),
    campaign,
    history.pointsToday,
  )
  const checks = [
    checkReceipt(reading),
    checkPhotoNew(history),
    checkReceiptNew(history),
    checkEntryPeriod(campaign, today),
    checkPurchasePeriod(reading, campaign, today),
    checkProducts(reading, matches, campaign),
    checkCertain(reading),
    checkPointsLeft(campaign, history),
  ]
  const outcome = outcomeOf(checks)
  return {
    outcome,
    points: outcome === 'approved' ? earned.points : 0,
    matched: matches.map((match) => describeMatch(match, reading, campaign)),
    checks,
    message: messageOf(outcome, checks),
    decidedBy: 'machine',
    reason: null,
  }
}

/** A person's look is worth having unless a check failed for certain: rejecting wrongly costs a shopper. */
function outcomeOf(checks: Check[]): Decision['outcome'] {
  if (checks.some((check) => check.result === 'fail')) return 'rejected'
  return checks.some((check) => check.result === 'unknown') ? 'needs_review' : 'approved'
}

function messageOf(outcome: Decision['outcome'], checks: Check[]): Decision['message'] {
  if (outcome === 'approved') {
    return { ja: 'ポイントがたまりました。ありがとうございます!', en: 'Your points are in. Thank you!' }
  }
  if (outcome === 'needs_review') {
    return {
      ja: 'スタッフが確認しています。結果はLINEでお知らせします。',
      en: 'Our staff are taking a look. We will tell you the result here on LINE.',
    }
  }
  return checks.find((check) => check.result === 'fail')!.shopper
}

function check(
  id: Check['id'],
  result: Check['result'],
  value: string | null,
  field: string | null = null,
): Check {
  return { id, result, value, field, ...checkWords(id, result, value) }
}

function checkReceipt({ quality }: Reading): Check {
  if (quality.kind === 'receipt') return check('photo_is_receipt', 'pass', null)
  // A pale receipt may look empty and a long one cut: only print that is no receipt's (a menu) is turned down unseen.
  return check('photo_is_receipt', quality.kind === 'not_a_receipt' ? 'fail' : 'unknown', quality.kind)
}

function checkPhotoNew({ samePhoto }: EntryHistory): Check {
  return check('photo_new', samePhoto ? 'fail' : 'pass', null)
}

function checkReceiptNew({ sameReceipt }: EntryHistory): Check {
  const result = { none: 'pass', same: 'fail', perhaps: 'unknown' } as const
  return check('receipt_new', result[sameReceipt], null)
}

function checkEntryPeriod(campaign: CampaignRules, today: string): Check {
  return check('entry_in_period', today <= campaign.entryUntil ? 'pass' : 'fail', campaign.entryUntil)
}

function checkPurchasePeriod(reading: Reading, campaign: CampaignRules, today: string): Check {
  const day = reading.purchasedAt?.slice(0, 10) ?? null
  if (day === null) return check('purchase_in_period', 'unknown', null, 'purchasedAt')
  const inPeriod = day >= campaign.purchasedFrom && day <= campaign.purchasedUntil
  // A date still to come is a misread one until a person has looked, and so is one of long ago, whatever its confidence:
  // nobody keeps a receipt for a year to enter with it.
  if (day > today || day < addDays(today, -DAYS_OF_A_RECEIPT)) {
    return check('purchase_in_period', 'unknown', day, 'purchasedAt')
  }
  const certain = isCertain(reading, 'purchasedAt')
  return check('purchase_in_period', inPeriod ? 'pass' : certain ? 'fail' : 'unknown', day, 'purchasedAt')
}

function checkProducts(reading: Reading, matches: ProductMatch[], campaign: CampaignRules): Check {
  const sure = matches.filter((match) => match.certainty === 'sure')
  const value =
    sure.map((match) => `${describeMatch(match, reading, campaign).name} ×${match.quantity}`).join('、') ||
    null
  const field = sure[0] ? `items.${sure[0].item}.name` : null
  if (sure.length > 0)
    return check('products_found', matches.length > sure.length ? 'unknown' : 'pass', value, field)
  const nothingThere =
    matches.length === 0 && reading.items.length > 0 && reading.confidence >= CREDIT_WITHOUT_PERSON_AT
  return check('products_found', nothingThere ? 'fail' : 'unknown', value, field)
}

function checkCertain(reading: Reading): Check {
  const sure = reading.confidence >= CREDIT_WITHOUT_PERSON_AT && reading.proof.fails.length === 0
  const fails = reading.proof.fails.map(
    (equation) => `${equation.name}: ${equation.left} ≠ ${equation.right}`,
  )
  return check(
    'reading_certain',
    sure ? 'pass' : 'unknown',
    fails.join('; ') || `${Math.round(reading.confidence * 100)}%`,
    'total',
  )
}

function checkPointsLeft(campaign: CampaignRules, { pointsToday }: EntryHistory): Check {
  const left = campaign.maxPointsPerPersonPerDay - pointsToday
  return check('points_left_today', left > 0 ? 'pass' : 'fail', `${pointsToday}`)
}

/** A field is believed only on a page that is: a date may agree with its weekday and still be the wrong month's. */
function isCertain(reading: Reading, field: string): boolean {
  const confidence = Math.min(reading.confidence, reading.fields[field]?.confidence ?? 1)
  return confidence >= CREDIT_WITHOUT_PERSON_AT
}

function describeMatch(
  match: ProductMatch,
  reading: Reading,
  campaign: CampaignRules,
): Decision['matched'][number] {
  return {
    productId: match.productId,
    name: campaign.products.find((product) => product.id === match.productId)!.name,
    printed: reading.items[match.item]!.name,
    quantity: match.quantity,
    score: match.score,
    certainty: match.certainty,
  }
}

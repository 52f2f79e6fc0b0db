import type { CampaignRules } from '../../campaigns/campaign.ts'
import type { Reading } from '../../receipts/reading.ts'
import { addDays } from '../../time/tokyo-time.ts'
import { isCertain, makeCheck, type Finding } from './make-check.ts'

const DAYS_OF_A_RECEIPT = 365

export function checkEntryPeriod(
  { entryFrom, purchasedFrom, entryUntil }: CampaignRules,
  today: string,
): Finding {
  const from = entryFrom ?? purchasedFrom
  if (today < from) return makeCheck('entry_in_period', 'fail', `${from}〜`)
  return makeCheck('entry_in_period', today <= entryUntil ? 'pass' : 'fail', entryUntil)
}

export function checkPurchasePeriod(reading: Reading, campaign: CampaignRules, today: string): Finding {
  const day = reading.purchasedAt?.slice(0, 10) ?? null
  if (day === null) return makeCheck('purchase_in_period', 'unknown', null, 'purchasedAt')
  const inPeriod = day >= campaign.purchasedFrom && day <= campaign.purchasedUntil
  // A date still to come is a misread one until a person has looked, and so is one of long ago, whatever its confidence:
  // nobody keeps a receipt for a year to enter with it.
  if (day > today || isOfLongAgo(day, today))
    return makeCheck('purchase_in_period', 'unknown', day > today ? `${day} > ${today}` : day, 'purchasedAt')
  const outside = isCertain(reading, 'purchasedAt') ? 'fail' : 'unknown'
  return makeCheck('purchase_in_period', inPeriod ? 'pass' : outside, day, 'purchasedAt')
}

const isOfLongAgo = (day: string, today: string) => day < addDays(today, -DAYS_OF_A_RECEIPT)

/** Where the campaign takes young receipts only. One whose day is not known is left to the check of the period. */
export function checkReceiptAge(reading: Reading, campaign: CampaignRules, today: string): Finding | null {
  const { maxReceiptAgeDays: most } = campaign
  const day = reading.purchasedAt?.slice(0, 10)
  if (most === null || !day) return null
  const outside = isCertain(reading, 'purchasedAt') && !isOfLongAgo(day, today) ? 'fail' : 'unknown'
  return makeCheck('receipt_age', day >= addDays(today, -most) ? 'pass' : outside, `${most}`, 'purchasedAt')
}

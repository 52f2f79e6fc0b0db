import type { Campaign } from '../../api/views.ts'
import type { useFormat } from '../../ui/use-format.ts'
import type * as words from './words.ts'

type Format = Pick<ReturnType<typeof useFormat>, 'number' | 'yen' | 'day'>

/** What a receipt must be to count, sentence by sentence. */
export function tellConditions(campaign: Campaign, said: typeof words.ja, format: Format): string[] {
  const { maxReceiptAgeDays: age, minimumSpend: minimum, entryFrom, entryUntil } = campaign
  return [
    ...(campaign.leastAge === null ? [] : [said.leastAge(format.number(campaign.leastAge))]),
    ...(campaign.isForSome ? [said.forSome] : []),
    said.purchased(format.day(campaign.purchasedFrom), format.day(campaign.purchasedUntil)),
    ...(minimum ? [said.minimum(said.amountOf[minimum.of], format.yen(minimum.yen))] : []),
    ...(age === null ? [] : [age === 0 ? said.sameDay : said.receiptAge(format.number(age))]),
    ...(entryFrom ? [said.entryFrom(format.day(entryFrom))] : []),
    said.entryUntil(format.day(entryUntil)),
    ...(campaign.stores ? [] : [said.anyShop]),
  ]
}

/** The caps on points, from the narrowest to the widest. */
export function tellLimits(
  campaign: Campaign,
  said: typeof words.ja,
  format: Format,
): { of: string; most: string }[] {
  const limits: [string, number | null][] = [
    [said.capReceipt, campaign.maxPointsPerReceipt],
    [said.capDay, campaign.maxPointsPerPersonPerDay],
    [said.capPerson, campaign.maxPointsPerPerson],
    [said.budget, campaign.budget_points],
  ]
  return limits.flatMap(([of, points]) =>
    points === null ? [] : [{ of, most: said.upTo(format.number(points)) }],
  )
}

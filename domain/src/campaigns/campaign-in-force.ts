/** When a campaign takes entries: Tokyo days, inclusive. */
export interface EntryPeriod {
  slug: string
  opens: string
  closes: string
  createdAt: Date
}

/**
 * Chooses the campaign that an entry of this Tokyo day belongs to, the same whenever and however often it is asked.
 *
 * Of several that take entries that day it is the one that opened last, so that a special week goes before the campaign
 * of the year; then the one that was made last, then the last by slug. Where none takes entries, it is the one that
 * closed last, which can say so, or else the one that opens next. Undefined only where there is none at all.
 */
export function campaignInForce<T extends EntryPeriod>(campaigns: readonly T[], day: string): T | undefined {
  const open = campaigns.filter(({ opens, closes }) => opens <= day && day <= closes)
  const over = campaigns.filter(({ closes }) => closes < day)
  if (open.length > 0) return last(open, ({ opens }) => opens)
  if (over.length > 0) return last(over, ({ closes }) => closes)
  const next = campaigns.reduce((soonest, { opens }) => (opens < soonest ? opens : soonest), '9999-12-31')
  return last(
    campaigns.filter(({ opens }) => opens === next),
    ({ opens }) => opens,
  )
}

function last<T extends EntryPeriod>(campaigns: readonly T[], day: (campaign: T) => string): T | undefined {
  const order = (campaign: T) => `${day(campaign)} ${campaign.createdAt.toISOString()} ${campaign.slug}`
  return campaigns.toSorted((a, b) => (order(a) < order(b) ? 1 : -1))[0]
}

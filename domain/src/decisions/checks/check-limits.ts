import type { CampaignRules } from '../../campaigns/campaign.ts'
import type { EntryHistory } from '../entry-history.ts'
import { makeCheck, type Finding } from './make-check.ts'

export function checkPointsLeftToday(campaign: CampaignRules, { pointsToday }: EntryHistory): Finding {
  const left = campaign.maxPointsPerPersonPerDay - pointsToday
  return makeCheck('points_left_today', left > 0 ? 'pass' : 'fail', `${pointsToday}`)
}

export function checkPointsLeftForPerson(campaign: CampaignRules, history: EntryHistory): Finding | null {
  const { maxPointsPerPerson: most } = campaign
  if (most === null) return null
  const { pointsInCampaign } = history
  return makeCheck(
    'points_left_person',
    pointsInCampaign < most ? 'pass' : 'fail',
    `${pointsInCampaign} / ${most}`,
  )
}

/** A campaign whose points have all been given is over for everybody, whatever its dates say. */
export function checkBudgetLeft({ budgetLeft }: EntryHistory): Finding | null {
  return budgetLeft === null
    ? null
    : makeCheck('budget_left', budgetLeft > 0 ? 'pass' : 'fail', `${budgetLeft}`)
}

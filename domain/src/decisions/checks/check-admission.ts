import { knownAdmission } from '../../admission/admission.ts'
import type { CampaignRules } from '../../campaigns/campaign.ts'
import type { EntryHistory } from '../entry-history.ts'
import { makeCheck, type Finding } from './make-check.ts'

/** Checks whom the campaign is for. Null where it is for everybody. */
export function checkAdmission(rules: CampaignRules, { admission }: EntryHistory): Finding | null {
  const known = knownAdmission(rules, admission)
  return known && makeCheck('person_admitted', known === 'admitted' ? 'pass' : 'fail', known)
}

import { CampaignRules, ProblemError } from '@tamaru/domain'
import type { z } from 'zod'
import type { RuleFault } from './campaign-view.ts'

/** Finds what keeps written rules from being published; none if nothing does. */
export function faultsOf(written: unknown): z.infer<typeof RuleFault>[] {
  const { error } = CampaignRules.safeParse(written)
  return error?.issues.map(({ path, message }) => ({ path: path.join('.'), message })) ?? []
}

/** Refuses `draft_has_faults`, each of which the note names. */
export function parseRules(written: unknown): CampaignRules {
  const { data, error } = CampaignRules.safeParse(written)
  if (data) return data
  const faults = error.issues.map(({ path, message }) => `${path.join('.') || 'rules'}: ${message}`)
  throw new ProblemError('draft_has_faults', faults.join('; '))
}

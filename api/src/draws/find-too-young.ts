import { campaigns, draws, type Sql } from '@tamaru/db'
import { isOldEnough } from '../admission/find-admission.ts'

/** Finds who of these winners is too young for what they won, by what is known now. */
export async function findTooYoung(
  sql: Sql,
  { accountId, campaignId, drawId }: { accountId: string; campaignId: string; drawId: string },
  winners: readonly Pick<draws.Winner, 'shopperId'>[],
  now: Date,
): Promise<Set<string>> {
  const frozen = (await draws.listFrozen(sql, accountId, campaignId)).find((each) => each.drawId === drawId)
  const version = frozen && (await campaigns.findVersion(sql, accountId, frozen.campaignVersionId))
  const young = new Set<string>()
  if (version?.rules.leastAge == null) return young
  for (const { shopperId } of winners)
    if (!(await isOldEnough(sql, { accountId, shopperId }, version.rules.leastAge, now))) young.add(shopperId)
  return young
}

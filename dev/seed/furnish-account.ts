import type { Db, staff } from '@tamaru/db'
import { addDays, tokyoDate, type CampaignRules } from '@tamaru/domain'
import { changeAccount } from '../../api/src/consent/change-account.ts'
import { publishNotice } from '../../api/src/consent/publish-notice.ts'
import type { Ports } from '../../api/src/ports.ts'
import { changeRanks } from '../../api/src/ranks/change-ranks.ts'
import { addReward, uploadCodes } from '../../api/src/rewards/set-up-reward.ts'
import { grantRole } from '../../api/src/staff/grant-role.ts'
import { inviteStaff } from '../../api/src/staff/invite-staff.ts'
import { addBudget } from '../../api/src/budgets/set-up-budget.ts'
import { addStore } from '../../api/src/stores/add-store.ts'
import { rewordTemplate } from '../../api/src/templates/reword-template.ts'
import { demoBudget, demoRanks } from './demo-campaign.ts'
import { demoNotice } from './demo-notice.ts'
import { demoAgency, demoStaff } from './demo-people.ts'
import { demoRewards } from './demo-rewards.ts'
import { demoSending } from './demo-sending.ts'
import { demoStores } from './demo-stores.ts'
import { demoGuidance } from './demo-words.ts'
import { furnishCampaigns } from './furnish-campaigns.ts'

export interface Furnished {
  /** By their names in demo-rewards.ts. */
  rewardIds: Record<keyof typeof demoRewards, string>
  /** Of points to be given by hand. */
  budgetId: string
  owner: staff.Staff
}

/**
 * Sets an account up as its owner would: notice, staff, stores, ranks, products, campaigns, offers, words of its own, what
 * points can be exchanged for. What is for a time is so from the day `from` on.
 */
export async function furnishAccount(
  ports: Pick<Ports, 'now'> & { db: Db },
  accountId: string,
  rules: CampaignRules,
  from = tokyoDate(ports.now()),
): Promise<Furnished> {
  const [first, ...others] = demoStaff
  const owner = await grantRole(ports, accountId, first)
  await publishNotice(ports, owner, demoNotice)
  await changeAccount(ports, owner, demoSending)
  const storeIds: string[] = []
  for (const { name, registrationNumbers, phones } of demoStores) {
    const given = { name, registrationNumbers: [...registrationNumbers], phones: [...phones] }
    storeIds.push((await addStore(ports, owner, { ...given, names: [], active: true })).id)
  }
  for (const { isOfFirstStore, ...person } of others) {
    const reach = { storeIds: isOfFirstStore ? [storeIds[0]!] : null, lastDay: null }
    await inviteStaff(ports, owner, { ...person, ...reach, ownRights: null })
  }
  const { days, ...agency } = demoAgency
  const lastDay = addDays(from, days)
  await inviteStaff(ports, owner, { ...agency, role: null, storeIds: null, lastDay })
  await changeRanks(ports, owner, demoRanks)
  const year = { startsOn: from, endsOn: addDays(from, 365) }
  const { id: budgetId } = await addBudget(ports, owner, { ...demoBudget, ...year, ownerId: owner.id })

  await furnishCampaigns(ports, owner, rules)
  await rewordTemplate(ports, owner, 'guidance', { words: demoGuidance, from: 0 })

  const rewardIds: Record<string, string> = {}
  for (const [name, { kind, terms, codes }] of Object.entries(demoRewards)) {
    const rewardId = await addReward(ports, owner, kind, terms)
    if (codes.length > 0) await uploadCodes(ports, owner, rewardId, codes.join('\n'))
    rewardIds[name] = rewardId
  }
  return { rewardIds: rewardIds as Furnished['rewardIds'], budgetId, owner }
}

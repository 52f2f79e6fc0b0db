import type { Db } from '@tamaru/db'
import { addDays, tokyoDate } from '@tamaru/domain'
import { addBudget } from '../../api/src/budgets/set-up-budget.ts'
import type { Ports } from '../../api/src/ports.ts'
import { changeReward } from '../../api/src/rewards/set-up-reward.ts'
import { demoRewardBudget } from './demo-campaign.ts'
import { demoRewardCosts } from './demo-rewards.ts'
import type { Furnished } from './furnish-account.ts'

/** Has a budget in yen pay, from now on, for those of the demo's rewards that cost something. */
export async function payForRewards(
  ports: Pick<Ports, 'now'> & { db: Db },
  { owner, rewardIds }: Furnished,
): Promise<void> {
  const startsOn = tokyoDate(ports.now())
  const year = { startsOn, endsOn: addDays(startsOn, 365) }
  const { id: budgetId } = await addBudget(ports, owner, { ...demoRewardBudget, ...year, ownerId: owner.id })
  for (const [name, cost_yen] of Object.entries(demoRewardCosts))
    await changeReward(ports, owner, rewardIds[name as keyof typeof rewardIds], { cost_yen, budgetId })
}

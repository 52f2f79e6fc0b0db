import {
  accountBudgets,
  asPool,
  campaigns,
  inTransaction,
  rewards,
  shoppers,
  staff,
  type accounts,
  type Db,
} from '@tamaru/db'
import { tokyoDate } from '@tamaru/domain'
import type { Ports } from '../../api/src/ports.ts'
import { demoBudget, demoCampaign } from './demo-campaign.ts'
import { demoShoppers, demoStaff } from './demo-people.ts'
import { loadDemoReceipts } from './demo-receipts.ts'
import { demoRewards } from './demo-rewards.ts'
import { furnishAccount, type Furnished } from './furnish-account.ts'
import { furnishAudiences } from './furnish-audiences.ts'
import { furnishImports } from './furnish-imports.ts'
import { furnishPeople, keepPeople } from './furnish-people.ts'
import { labelThings } from './label-things.ts'
import { linkMembers } from './link-members.ts'
import { liveWeeks, WEEKS_DAYS } from './live-weeks.ts'
import { openPast } from './open-past.ts'
import { payForRewards } from './pay-for-rewards.ts'
import { welcomePeople } from './welcome-people.ts'

const DAY_MS = 24 * 3_600_000

/**
 * Fills an account with the last weeks' entries of some people, and an empty one first with a campaign, staff and rewards. They
 * come about by the product's own use cases, each at its time; all of it stands, or nothing. Does nothing, and returns
 * false, where these people are known, or a campaign is under way that is none of the demo's.
 */
export async function seedDemo(
  { db, photos, env }: Pick<Ports, 'env' | 'photos'> & { db: Db },
  account: Pick<accounts.Account, 'id' | 'loginChannelId'>,
  now: Date,
): Promise<boolean> {
  if (await shoppers.findByLineUserId(db, account.id, demoShoppers[0].lineUserId)) return false
  const furnished = await findFurnished(db, account.id)
  if (!furnished && (await campaigns.findInForce(db, account.id, now))) return false
  const receipts = await loadDemoReceipts()
  await inTransaction(
    db,
    async (sql) => {
      const began = new Date(now.getTime() - (WEEKS_DAYS + 1) * DAY_MS)
      const past = openPast({ db: asPool(sql), photos, env }, account, began)
      const rules = demoCampaign(tokyoDate(now))
      const found = furnished ?? (await furnishAccount(past.ports, account.id, rules))
      await payForRewards(past.ports, found)
      await labelThings(past.ports, found)
      const people = await welcomePeople(past.ports, found.owner)
      await linkMembers(past.ports, found.owner, people)
      await furnishPeople(past.ports, found.owner, people)
      await furnishAudiences(past.ports, found.owner, people)
      await liveWeeks(past, { ...found, accountId: account.id, people, receipts, now })
      await keepPeople(past.ports, found.owner)
      await furnishImports(past.ports, found.owner)
    },
    null,
  )
  return true
}

/** What stands in an account that was furnished before, with its world. */
async function findFurnished(db: Db, accountId: string): Promise<Furnished | undefined> {
  const { items } = await rewards.list(db, accountId, 'kept', { sort: 'cost', limit: 50 })
  const rewardIds: Record<string, string | undefined> = {}
  for (const [name, { terms }] of Object.entries(demoRewards))
    rewardIds[name] = items.find((reward) => reward.terms.name.ja === terms.name.ja)?.id
  const budgets = await accountBudgets.list(db, accountId, { limit: 50 })
  const budgetId = budgets.items.find(({ name }) => name === demoBudget.name)?.id
  const owner = await staff.findByLineUser(db, accountId, demoStaff[0].lineUserId)
  const isWhole = Object.values(rewardIds).every((id) => id !== undefined)
  if (!isWhole || !budgetId || !owner) return undefined
  return { rewardIds: rewardIds as Furnished['rewardIds'], budgetId, owner }
}

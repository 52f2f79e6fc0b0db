import { asPool, campaigns, inTransaction, type accounts, type Db } from '@tamaru/db'
import { tokyoDate } from '@tamaru/domain'
import type { Ports } from '../../api/src/ports.ts'
import { demoCampaign } from './demo-campaign.ts'
import { loadDemoReceipts } from './demo-receipts.ts'
import { furnishAccount } from './furnish-account.ts'
import { liveWeeks, WEEKS_DAYS } from './live-weeks.ts'
import { openPast } from './open-past.ts'
import { welcomePeople } from './welcome-people.ts'

const DAY_MS = 24 * 3_600_000

/**
 * Fills an empty account with a campaign, staff, shoppers and the last weeks' entries. They come about by the product's
 * own use cases, each at its time; all of it stands, or nothing. Does nothing, and returns false, where a campaign exists.
 */
export async function seedDemo(
  { db, photos, env }: Pick<Ports, 'env' | 'photos'> & { db: Db },
  account: Pick<accounts.Account, 'id' | 'loginChannelId'>,
  now: Date,
): Promise<boolean> {
  if (await campaigns.findInForce(db, account.id, now)) return false
  const receipts = await loadDemoReceipts()
  await inTransaction(
    db,
    async (sql) => {
      const began = new Date(now.getTime() - (WEEKS_DAYS + 1) * DAY_MS)
      const past = openPast({ db: asPool(sql), photos, env }, account, began)
      const { rewardIds } = await furnishAccount(past.ports, account.id, demoCampaign(tokyoDate(now)))
      const people = await welcomePeople(past.ports, account.id)
      await liveWeeks(past, { accountId: account.id, people, receipts, rewardIds, now })
    },
    null,
  )
  return true
}

import { campaigns, inTransaction } from '@tamaru/db'
import { CampaignRules, type CampaignRulesInput } from '@tamaru/domain'
import { demoCampaign } from '../../dev/seed/demo-campaign.ts'
import type { House } from './start-house.ts'

/** Publishes ミナト食品's campaign anew, with some rules of its own, over the caps of the law if they are. */
export async function publishNext(
  { db, accountId }: Pick<House, 'db' | 'accountId'>,
  given: Partial<CampaignRulesInput>,
): Promise<void> {
  const now = new Date()
  const rules = CampaignRules.parse({ ...demoCampaign(now.toISOString().slice(0, 10)), ...given })
  const override = { name: '田中さくら', reason: 'only a test' }
  await inTransaction(db, (sql) => campaigns.publish(sql, accountId, 'test', rules, { override, now }))
}

import { campaigns, inTransaction, type Db } from '@tamaru/db'
import type { CampaignRules, CampaignRulesInput } from '@tamaru/domain'
import { randomBytes } from 'node:crypto'
import { makeRules } from './make-rules.ts'

/** A published campaign of an account. */
export async function makeCampaign(
  db: Db,
  accountId: string,
  given: Partial<CampaignRulesInput> = {},
): Promise<{ accountId: string; campaignId: string; versionId: string; rules: CampaignRules }> {
  const rules = makeRules(given)
  const slug = `campaign-${randomBytes(4).toString('hex')}`
  const now = new Date()
  const published = await inTransaction(db, (sql) => campaigns.publish(sql, accountId, slug, rules, { now }))
  return { accountId, ...published, rules }
}

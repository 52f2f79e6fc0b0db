import { campaigns, type Sql } from '@tamaru/db'
import type { CampaignRules } from '@tamaru/domain'
import { randomBytes } from 'node:crypto'
import { makeRules } from './make-rules.ts'

/** A published campaign of an account. */
export async function makeCampaign(
  sql: Sql,
  accountId: string,
  given: Partial<CampaignRules> = {},
): Promise<{ campaignId: string; versionId: string; rules: CampaignRules }> {
  const rules = makeRules(given)
  const slug = `campaign-${randomBytes(4).toString('hex')}`
  return { ...(await campaigns.publish(sql, accountId, slug, rules)), rules }
}

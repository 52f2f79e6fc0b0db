import { campaignProducts, type Sql } from '@tamaru/db'

/** The id of the account's product that a published campaign's rules call so. */
export async function productOf(
  sql: Sql,
  campaign: { accountId: string; campaignId: string },
  rulesId: string,
): Promise<string> {
  const id = (await campaignProducts.find(sql, campaign, [rulesId])).get(rulesId)
  if (id === undefined) throw new Error(`the campaign has no good ${rulesId}`)
  return id
}

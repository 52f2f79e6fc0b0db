import { aliases, type campaigns, type entries, type Sql } from '@tamaru/db'
import { sightAliases, type Decision, type Reading } from '@tamaru/domain'

/** Keeps what staff made of an entry's lines, for aliases that may come of it. In the transaction of the decision. */
export async function learnAliases(
  sql: Sql,
  judged: {
    entry: entries.Entry
    campaign: campaigns.CampaignVersion
    reading: Reading
    machine: Decision
    decision: Decision
    staffId: string
    now: Date
  },
): Promise<void> {
  const { entry, campaign, reading, machine, decision, staffId, now } = judged
  await aliases.recordSightings(sql, {
    accountId: entry.accountId,
    entryId: entry.id,
    campaignId: campaign.campaignId,
    staffId,
    sightings: sightAliases(machine, decision, reading),
    now,
  })
}

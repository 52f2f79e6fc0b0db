import { campaigns, readings, type entries, type Sql } from '@tamaru/db'
import { correctReading, ProblemError, type Decision, type Reading } from '@tamaru/domain'
import type { ReviewDecision } from './review-view.ts'

/** An entry that waits for a person, with all that they decide on. */
export interface ReviewCase {
  entry: entries.Entry
  /** What sent it to staff. */
  machine: Decision
  /** The version that the machine judged it by, or, where it could not, the one in force. */
  campaign: campaigns.CampaignVersion
  /** Its newest reading, and the same with the person's correction. */
  read: Reading
  reading: Reading
}

/** Refuses an entry that is out of reach, not read yet, decided, replaced or withdrawn already, or that no campaign is for. */
export async function findCase(
  sql: Sql,
  entry: entries.Entry | undefined,
  { correction }: Pick<ReviewDecision, 'correction'>,
): Promise<ReviewCase> {
  if (!entry) throw new ProblemError('not_found')
  if (entry.state === 'received' || entry.state === 'reading') throw new ProblemError('entry_not_read_yet')
  if (entry.state === 'replaced' || entry.state === 'withdrawn') throw new ProblemError('entry_taken_back')
  if (entry.state !== 'needs_review') throw new ProblemError('entry_already_decided')
  const campaign = entry.campaignVersionId
    ? await campaigns.findVersion(sql, entry.accountId, entry.campaignVersionId)
    : await campaigns.findInForce(sql, entry.accountId, entry.createdAt)
  if (!campaign) throw new ProblemError('no_campaign_in_force')
  const read = (await readings.findNewest(sql, entry.accountId, entry.id))!
  const reading = correction ? correctReading(read, correction) : read
  return { entry, machine: entry.decision!, campaign, read, reading }
}

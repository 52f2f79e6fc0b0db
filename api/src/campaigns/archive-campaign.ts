import { audit, campaignDrafts, campaigns, draws, inTransaction, type Sql, type staff } from '@tamaru/db'
import { addDays, ProblemError, startOfTokyoDay, tokyoDate } from '@tamaru/domain'
import type { Ports } from '../ports.ts'

/**
 * Puts a campaign that is over into the archive, or takes it out. Refuses `campaign_not_over` while it runs,
 * `campaign_entries_open` while entries wait for their decision, and `campaign_chance_open` while a draw or its proof is
 * owed.
 */
export async function archiveCampaign(
  { db, now }: Pick<Ports, 'db' | 'now'>,
  { accountId, id: staffId }: staff.Staff,
  campaignId: string,
  archived: boolean,
): Promise<void> {
  await inTransaction(db, async (sql) => {
    const draft = await campaignDrafts.find(sql, accountId, campaignId)
    if (!draft) throw new ProblemError('not_found')
    if (archived === (draft.archivedAt !== null)) return
    const at = now()
    if (archived) await requireOver(sql, draft, accountId, at)
    await campaignDrafts.archive(sql, accountId, campaignId, archived ? at : null)
    await audit.record(sql, {
      accountId,
      staffId,
      act: archived ? 'campaign.archive' : 'campaign.restore',
      subject: `campaign:${campaignId}`,
      before: { archived: !archived },
      after: { archived },
      now: at,
    })
  })
}

async function requireOver(sql: Sql, draft: campaignDrafts.CampaignDraft, accountId: string, now: Date) {
  const newest = await campaigns.findPublished(sql, accountId, draft.id)
  if (draft.state !== 'ended') throw new ProblemError('campaign_not_over')
  if (!newest) return
  const { entryUntil, draws: promised } = newest.rules
  const stillTakes = tokyoDate(draft.endedAt!) === tokyoDate(now) && entryUntil >= tokyoDate(now)
  if (stillTakes) throw new ProblemError('campaign_not_over', `it takes entries until ${entryUntil} is over`)
  const closesAt = startOfTokyoDay(addDays(entryUntil, 1))
  const open = await draws.countOpenEntries(sql, accountId, draft.id, closesAt)
  if (open > 0) throw new ProblemError('campaign_entries_open', `${open} entries wait`)
  const commitment = await draws.findCommitment(sql, accountId, draft.id)
  const frozen = await draws.listFrozen(sql, accountId, draft.id)
  const isDrawn = (id: string) => frozen.some(({ drawId, drawnAt }) => drawId === id && drawnAt !== null)
  if ((commitment && !commitment.revealedAt) || !promised.every(({ id }) => isDrawn(id)))
    throw new ProblemError('campaign_chance_open')
}

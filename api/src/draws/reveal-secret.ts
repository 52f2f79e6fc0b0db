import { audit, campaigns, draws, inTransaction, type staff } from '@tamaru/db'
import { addDays, ProblemError, startOfTokyoDay, tokyoDate } from '@tamaru/domain'
import type { Ports } from '../ports.ts'

/**
 * Makes a campaign's secret public, for good. From then on anybody could choose what wins, so everything must be over:
 * entries closed and decided, all draws drawn. Refuses `draw_not_over` with what is missing, and `draw_secret_revealed`.
 */
export async function revealSecret(
  ports: Pick<Ports, 'db' | 'now'>,
  { accountId, id: staffId }: staff.Staff,
  campaignId: string,
): Promise<void> {
  await inTransaction(ports.db, async (sql) => {
    const commitment = await draws.lock(sql, accountId, campaignId)
    const newest = await campaigns.findPublished(sql, accountId, campaignId)
    if (!commitment || !newest) throw new ProblemError('not_found')
    if (commitment.revealedAt) throw new ProblemError('draw_secret_revealed')

    const { entryUntil } = newest.rules
    const frozen = await draws.listFrozen(sql, accountId, campaignId)
    const drawn = frozen.filter(({ drawnAt }) => drawnAt !== null).map(({ drawId }) => drawId)
    const due = [...newest.rules.draws.map(({ id }) => id), ...frozen.map(({ drawId }) => drawId)]
    const undrawn = [...new Set(due)].filter((id) => !drawn.includes(id))
    const closesAt = startOfTokyoDay(addDays(entryUntil, 1))
    const open = await draws.countOpenEntries(sql, accountId, campaignId, closesAt)
    const now = ports.now()
    if (tokyoDate(now) <= entryUntil)
      throw new ProblemError('draw_not_over', `entries close after ${entryUntil}`)
    if (undrawn.length > 0) throw new ProblemError('draw_not_over', `not drawn: ${undrawn.join(', ')}`)
    if (open > 0) throw new ProblemError('draw_not_over', `${open} entries are undecided`)

    await draws.reveal(sql, accountId, campaignId, staffId, now)
    const subject = `campaign:${campaignId}`
    await audit.record(sql, { accountId, staffId, act: 'draw.reveal', subject, now })
  })
}

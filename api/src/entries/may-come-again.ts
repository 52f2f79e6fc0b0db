import { campaigns, entries, type Sql } from '@tamaru/db'
import { mayPassNow, tokyoDate } from '@tamaru/domain'

/**
 * Tells whether the photo of this entry may be entered once more: its shopper took it back, or the machine rejected it for
 * reasons that are none by now (see `mayPassNow`). What a person rejected is for an appeal. Holds nothing; the caller
 * holds the entry.
 */
export async function mayComeAgain(sql: Sql, entry: entries.Entry, now: Date): Promise<boolean> {
  if (entry.state === 'withdrawn') return true
  const { accountId, decision } = entry
  if (entry.state !== 'rejected' || decision?.decidedBy !== 'machine') return false
  const failed = decision.checks.filter(({ result }) => result === 'fail')
  const inForce = await campaigns.findInForce(sql, accountId, now)
  const since = {
    rejectedOn: tokyoDate(entry.decidedAt!),
    today: tokyoDate(now),
    otherRules: inForce?.id !== entry.campaignVersionId,
    samePhoto: await entries.photoIsTaken(sql, entry),
    holding: await entries.listHolding(
      sql,
      accountId,
      failed.flatMap(({ id, value }) => (id === 'receipt_new' && value ? [value] : [])),
    ),
  }
  return failed.every((check) => mayPassNow(check, since))
}

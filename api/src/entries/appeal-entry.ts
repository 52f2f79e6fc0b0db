import { campaigns, entries, inTransaction, judgements, readings } from '@tamaru/db'
import { ProblemError, recheckDuplicates, tokyoDate, type Decision } from '@tamaru/domain'
import { recordHappening } from '../happenings/record-happening.ts'
import type { Ports } from '../ports.ts'
import { findHistory } from './find-history.ts'

/** A rejection may be appealed once, while its photo is there and no other entry stands in its place. */
export function mayAppeal({ state, appealedAt, unsentAt, followedBy }: entries.Entry): boolean {
  return state === 'rejected' && appealedAt === null && unsentAt === null && followedBy === null
}

/** The shopper asks for a second look: a person decides, whatever the machine or a colleague said before. */
export async function appealEntry(
  { db, now }: Pick<Ports, 'db' | 'now'>,
  accountId: string,
  entryId: string,
): Promise<void> {
  await inTransaction(db, async (sql) => {
    const at = now()
    const entry = (await entries.lock(sql, accountId, entryId))!
    if (!mayAppeal(entry)) throw new ProblemError(entry.appealedAt ? 'appeal_used' : 'appeal_not_possible')
    const campaign = (await campaigns.findVersion(sql, accountId, entry.campaignVersionId!))!
    const reading = (await readings.findNewest(sql, accountId, entryId))!
    const history = await findHistory(sql, entry, reading, campaign, at)
    const decision: Decision = {
      ...entry.decision!,
      checks: recheckDuplicates(entry.decision!.checks, history),
      outcome: 'needs_review',
      message: {
        ja: 'もう一度、スタッフが写真を確認しています。結果は、アプリの「応募」でご覧いただけます。',
        en: 'Our staff are looking at your photo once more. You will find the result under “Entries” in the app.',
      },
    }
    await entries.appeal(sql, accountId, entryId, decision, at)
    const judgementId = await judgements.record(sql, {
      accountId,
      entryId,
      cause: 'appeal',
      campaignVersionId: campaign.id,
      history,
      judgedFor: tokyoDate(entry.createdAt),
      decision,
      now: at,
    })
    await recordHappening(sql, {
      accountId,
      shopperId: entry.shopperId,
      kind: 'entry_sent_to_review',
      at,
      naturalKey: `judgement:${judgementId}`,
      payload: { entryId, cause: 'appeal' },
    })
  })
}

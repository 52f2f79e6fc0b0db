import { entries, judgements, type Sql } from '@tamaru/db'
import { tokyoDate, type Decision } from '@tamaru/domain'
import { recordHappening } from '../happenings/record-happening.ts'

/** How an open entry ends without a verdict: the words for its shopper, and the cause on record. */
export const ENDS = {
  replaced: {
    cause: 'replacement',
    message: {
      ja: 'このレシートは、あとから送られた写真で応募されています。',
      en: 'A later photo of this receipt has taken the place of this one.',
    },
  },
  withdrawn: {
    cause: 'withdrawal',
    message: {
      ja: 'トークで写真の送信が取り消されたため、応募を取り下げました。写真は削除されます。',
      en: 'You unsent the photo in the chat, so this entry was withdrawn. The photo is deleted.',
    },
  },
} as const

/** Ends an open entry without a verdict. Where it had none yet, there is nothing to judge it by, and none is kept. */
export async function endEntry(
  sql: Sql,
  entry: entries.Entry,
  ending: { state: 'withdrawn' } | { state: 'replaced'; followedBy: string },
  at: Date,
): Promise<void> {
  const { accountId, shopperId, id: entryId, campaignVersionId } = entry
  const { state } = ending
  const { cause, message } = ENDS[state]
  const decision: Decision | null = entry.decision && { ...entry.decision, outcome: state, message }
  await entries.end(sql, { accountId, entryId, decision, at, ...ending })
  const head = { accountId, shopperId, at, naturalKey: `entry:${entryId}:${state}` }
  await recordHappening(
    sql,
    ending.state === 'replaced'
      ? { ...head, kind: 'entry_replaced', payload: { entryId, followedBy: ending.followedBy } }
      : { ...head, kind: 'entry_withdrawn', payload: { entryId } },
  )
  // What waited for its first campaign was judged by none.
  if (!decision || !campaignVersionId) return
  await judgements.record(sql, {
    accountId,
    entryId,
    cause,
    campaignVersionId,
    history: null,
    judgedFor: tokyoDate(entry.createdAt),
    decision,
    now: at,
  })
}

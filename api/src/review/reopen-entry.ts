import { aliases, audit, entries, inTransaction, judgements, review, type Sql, type staff } from '@tamaru/db'
import { ProblemError, tokyoDate, type Decision } from '@tamaru/domain'
import { entryTurned } from '../entries/entry-happenings.ts'
import { recordHappening } from '../happenings/record-happening.ts'
import { requirePresent } from '../leaving/require-present.ts'
import type { Ports } from '../ports.ts'
import { takeCreditBack } from './take-credit-back.ts'

const OPEN_FOR_MS = 24 * 60 * 60 * 1000

/**
 * Until when this person of the staff may open an entry again: their own decision, for 24 hours, while the photo can be looked
 * at. Undefined where they may not.
 */
export function reopenableUntil(
  { state, decidedByStaff, decidedAt, unsentAt }: entries.Entry,
  person: Pick<staff.Staff, 'id'>,
  now: Date,
): Date | undefined {
  if ((state !== 'approved' && state !== 'rejected') || decidedByStaff !== person.id || unsentAt)
    return undefined
  const until = new Date(decidedAt!.getTime() + OPEN_FOR_MS)
  return now < until ? until : undefined
}

/**
 * Opens a decision again by whoever made it: the entry waits once more as the machine left it, and what it was credited is
 * taken back. A prize that it won stays. Its shopper is told when it is decided anew, once and without blame.
 */
export async function reopenEntry(
  ports: Pick<Ports, 'db' | 'now'>,
  person: staff.Staff,
  entryId: string,
): Promise<void> {
  const { accountId, id: staffId } = person
  const now = ports.now()
  await inTransaction(ports.db, async (sql) => {
    const entry = await review.lock(sql, person, entryId)
    if (!entry) throw new ProblemError('not_found')
    await requirePresent(sql, accountId, entry.shopperId)
    if (!reopenableUntil(entry, person, now)) throw new ProblemError('reopening_not_possible')
    const decision = await waitingDecision(sql, entry)
    await entries.reopen(sql, accountId, entryId, decision)
    if (entry.state === 'approved') await takeCreditBack(sql, entry, now)
    await aliases.forgetSightings(sql, accountId, entryId)
    const judgementId = await judgements.record(sql, {
      accountId,
      entryId,
      cause: 'reopening',
      campaignVersionId: entry.campaignVersionId!,
      history: null,
      judgedFor: tokyoDate(entry.createdAt),
      decision,
      staffId,
      now,
    })
    await recordHappening(sql, entryTurned(entry, 'entry_reopened', judgementId, now))
    await audit.record(sql, {
      accountId,
      staffId,
      act: 'entry.reopen',
      subject: `entry:${entryId}`,
      before: entry.decision,
      after: decision,
      now,
    })
  })
}

/** What the machine had found, which is why a person was asked; of entries from before that was kept, what stands now. */
async function waitingDecision(sql: Sql, { accountId, id, decision }: entries.Entry): Promise<Decision> {
  const judged = await judgements.listOfEntry(sql, accountId, id)
  return {
    ...(judged.findLast(({ cause }) => cause === 'machine')?.decision ?? decision!),
    outcome: 'needs_review',
    points: 0,
    lines: [],
    stamps: 0,
    reason: null,
    confirmed: [],
    message: {
      ja: 'スタッフが結果を見直しています。',
      en: 'Our staff are going over the result again.',
    },
  }
}

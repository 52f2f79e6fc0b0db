import { audit, entries, inTransaction, readings, review, type Sql, type staff } from '@tamaru/db'
import { decideByStaff, questionApproval, receiptFingerprint, tokyoDate, type Reading } from '@tamaru/domain'
import { learnAliases } from '../aliases/learn-aliases.ts'
import { closeEntry } from '../entries/close-entry.ts'
import { decideAndCredit } from '../entries/decide-and-credit.ts'
import { findHistory } from '../entries/find-history.ts'
import { requirePresent } from '../leaving/require-present.ts'
import type { Ports } from '../ports.ts'
import { findCase } from './find-case.ts'
import { requireAnswers } from './require-answers.ts'
import type { ReviewDecision } from './review-view.ts'

/**
 * A person of the staff's decision on an entry that waits for one, with their correction of the reading. Judged by the
 * campaign version that the machine judged it by, and by what is known now: an approval that something stands against
 * needs their word for it (`questionApproval`). Refuses what is decided already, or not read yet.
 */
export async function decideEntry(
  ports: Pick<Ports, 'db' | 'env' | 'now'>,
  person: staff.Staff,
  entryId: string,
  given: ReviewDecision,
): Promise<void> {
  const { accountId, id: staffId } = person
  await inTransaction(ports.db, async (sql) => {
    const found = await findCase(sql, await review.lock(sql, person, entryId), given)
    await requirePresent(sql, accountId, found.entry.shopperId)
    const { entry, machine, campaign, read, reading } = found
    const now = ports.now()
    if (given.correction) await readings.recordCorrection(sql, accountId, entryId, staffId, reading, now)
    const known = await findHistory(sql, entry, reading, campaign, now)
    const { rules } = campaign
    const { outcome, matched } = decideByStaff(machine, given, reading, rules, known)
    const approves = outcome === 'approved'
    const confirmed = approves ? questionApproval({ read, reading, matched, rules, history: known }) : []
    requireAnswers(confirmed, given)
    const { decision, history } = await decideAndCredit(
      sql,
      ports,
      { entry, campaign },
      known,
      (history) => ({
        ...decideByStaff(machine, given, reading, rules, history),
        confirmed,
      }),
    )
    const setFingerprintAside = approves && (await isCredited(sql, entry, reading))
    const judgedFor = tokyoDate(entry.createdAt)
    const judged = { entry, reading, campaign, decision, history, judgedFor, staffId }
    await closeEntry(sql, ports, { ...judged, setFingerprintAside })
    await learnAliases(sql, { entry, campaign, reading, machine, decision, staffId, now })
    await audit.record(sql, {
      accountId,
      staffId,
      act: approves ? 'entry.approve' : 'entry.reject',
      subject: `entry:${entryId}`,
      before: machine,
      after: { decision, correction: given.correction, setFingerprintAside },
      now,
    })
  })
}

/** Whether a receipt that looks the same has been credited. One that only waits leaves this entry its fingerprint. */
async function isCredited(sql: Sql, entry: entries.Entry, reading: Reading): Promise<boolean> {
  const fingerprint = receiptFingerprint(reading)
  if (fingerprint === null) return false
  const others = await entries.listSameReceipts(sql, entry.accountId, entry.id, fingerprint)
  return others.some(({ state }) => state === 'approved')
}

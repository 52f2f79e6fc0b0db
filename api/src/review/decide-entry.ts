import { audit, campaigns, entries, inTransaction, readings, review, type Sql, type staff } from '@tamaru/db'
import { decideByStaff, ProblemError, receiptFingerprint, tokyoDate, type Reading } from '@tamaru/domain'
import type { z } from 'zod'
import { learnAliases } from '../aliases/learn-aliases.ts'
import { closeEntry } from '../entries/close-entry.ts'
import { decideAndCredit } from '../entries/decide-and-credit.ts'
import { findHistory } from '../entries/find-history.ts'
import type { Ports } from '../ports.ts'
import type { ReviewDecision } from './review-view.ts'

type ReviewDecision = z.infer<typeof ReviewDecision>

/**
 * A staff member's decision on an entry that waits for one, with their correction of the reading. Judged by the
 * campaign version that the machine judged it by. Refuses what is decided already, or not read yet.
 */
export async function decideEntry(
  ports: Pick<Ports, 'db' | 'env' | 'now'>,
  member: staff.StaffMember,
  entryId: string,
  given: ReviewDecision,
): Promise<void> {
  const { accountId, id: staffId } = member
  await inTransaction(ports.db, async (sql) => {
    const entry = await review.lock(sql, member, entryId)
    if (!entry) throw new ProblemError('not_found')
    if (entry.state === 'received' || entry.state === 'reading') throw new ProblemError('entry_not_read_yet')
    if (entry.state !== 'needs_review') throw new ProblemError('entry_already_decided')

    const machine = entry.decision!
    const campaign = (await campaigns.findVersion(sql, accountId, entry.campaignVersionId!))!
    const reading = await correctReading(sql, entry, staffId, given)
    const known = await findHistory(sql, entry, reading, campaign, ports.now())
    const { decision, history } = await decideAndCredit(sql, ports, { entry, campaign }, known, (history) =>
      decideByStaff(machine, given, reading, campaign.rules, history),
    )
    const setFingerprintAside = decision.outcome === 'approved' && (await isCredited(sql, entry, reading))
    const judgedFor = tokyoDate(entry.createdAt)
    const judged = { entry, reading, campaign, decision, history, judgedFor, staffId }
    await closeEntry(sql, ports, { ...judged, setFingerprintAside })
    await learnAliases(sql, { entry, campaign, reading, machine, decision, staffId })
    await audit.record(sql, {
      accountId,
      staffId,
      act: decision.outcome === 'approved' ? 'entry.approve' : 'entry.reject',
      subject: `entry:${entryId}`,
      before: machine,
      after: { decision, correction: given.correction, setFingerprintAside },
    })
  })
}

async function correctReading(
  sql: Sql,
  entry: entries.Entry,
  staffId: string,
  { correction }: ReviewDecision,
): Promise<Reading> {
  const reading = (await readings.findNewest(sql, entry.accountId, entry.id))!
  if (!correction) return reading
  const { merchantName, items, ...fields } = correction
  const corrected: Reading = {
    ...reading,
    ...fields,
    // What a person wrote is in no doubt.
    items: items ? items.map(({ doubts: _, ...item }) => item) : reading.items,
    merchant: {
      ...reading.merchant,
      name: merchantName === undefined ? reading.merchant.name : merchantName,
    },
  }
  await readings.recordCorrection(sql, entry.accountId, entry.id, staffId, corrected)
  return corrected
}

/** Whether a receipt that looks the same has been credited. One that only waits leaves this entry its fingerprint. */
async function isCredited(sql: Sql, entry: entries.Entry, reading: Reading): Promise<boolean> {
  const fingerprint = receiptFingerprint(reading)
  if (fingerprint === null) return false
  const others = await entries.listSameReceipts(sql, entry.accountId, entry.id, fingerprint)
  return others.some(({ state }) => state === 'approved')
}

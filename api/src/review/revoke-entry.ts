import {
  audit,
  campaigns,
  entries,
  inTransaction,
  instantPlays,
  judgements,
  ledger,
  readings,
  review,
  type staff,
} from '@tamaru/db'
import { ProblemError, takenBetween, tokyoDate, type Decision } from '@tamaru/domain'
import { findHistory } from '../entries/find-history.ts'
import { entryTurned } from '../entries/entry-happenings.ts'
import { recordHappening } from '../happenings/record-happening.ts'
import { resultMessage } from '../entries/entry-messages.ts'
import { requirePresent } from '../leaving/require-present.ts'
import type { Ports } from '../ports.ts'
import { tell } from '../templates/tell.ts'
import { takeCreditBack } from './take-credit-back.ts'

/**
 * Takes an approved entry's credit back, with the reason that its shopper is told. The ledger reverses the credit by a
 * linked journal; points that were spent meanwhile become a debt that later credits repay.
 */
export async function revokeEntry(
  ports: Pick<Ports, 'db' | 'env' | 'now'>,
  person: staff.Staff,
  entryId: string,
  reason: string,
): Promise<void> {
  const { accountId, id: staffId } = person
  const at = ports.now()
  await inTransaction(ports.db, async (sql) => {
    const entry = await review.lock(sql, person, entryId)
    if (!entry) throw new ProblemError('not_found')
    await requirePresent(sql, accountId, entry.shopperId)
    if (entry.state !== 'approved') throw new ProblemError('entry_not_approved')
    const campaign = (await campaigns.findVersion(sql, accountId, entry.campaignVersionId!))!
    const reading = (await readings.findNewest(sql, accountId, entryId))!
    const history = await findHistory(sql, entry, reading, campaign, at)
    const decision: Decision = {
      ...entry.decision!,
      outcome: 'revoked',
      points: 0,
      lines: [],
      stamps: 0,
      message: { ja: reason, en: reason },
      decidedBy: 'staff',
      reason,
    }
    const purse = () => ledger.purse(sql, accountId, entry.shopperId, tokyoDate(at))
    const before = await purse()
    await entries.revoke(sql, { accountId, entryId, decision, staffId, at })
    await takeCreditBack(sql, entry, at)
    const prize = await instantPlays.findWin(sql, accountId, entryId)
    const undone = {
      naturalKey: `entry:${entryId}:prize_claw_back`,
      reversesKey: `entry:${entryId}:prize`,
      reason: 'claw_back' as const,
    }
    if (prize?.points) await ledger.reverse(sql, accountId, undone, at)
    const judgedFor = tokyoDate(entry.createdAt)
    const judged = {
      accountId,
      entryId,
      campaignVersionId: campaign.id,
      history,
      judgedFor,
      decision,
      staffId,
      now: at,
    }
    const judgementId = await judgements.record(sql, { ...judged, cause: 'revocation' })
    await recordHappening(sql, entryTurned(entry, 'entry_revoked', judgementId, at))
    const after = await purse()
    const taken = takenBetween(before, after)
    await tell(sql, ports, {
      accountId,
      shopperId: entry.shopperId,
      naturalKey: `judgement:${judgementId}`,
      purpose: 'result',
      say: [resultMessage({ entryId, decision, taken, purse: after })],
      now: at,
    })
    await audit.record(sql, {
      accountId,
      staffId,
      act: 'entry.revoke',
      subject: `entry:${entryId}`,
      before: entry.decision,
      after: decision,
      now: at,
    })
  })
}

import { entries, jobs, ledger, purchasedItems, type campaigns, type Sql } from '@tamaru/db'
import {
  addDays,
  creditEntry,
  receiptFingerprint,
  tokyoDate,
  type Decision,
  type Reading,
} from '@tamaru/domain'
import { resultMessage } from '../messages/compose.ts'
import { queueMessage } from '../messages/queue-message.ts'
import type { Ports } from '../ports.ts'

/**
 * Writes down how an entry was decided, by machine or staff: state, postings, the receipt's lines, the message, and the
 * job for what follows a credit. The caller holds the entry's lock and the transaction.
 */
export async function closeEntry(
  sql: Sql,
  ports: Pick<Ports, 'env' | 'now'>,
  closing: {
    entry: entries.Entry
    reading: Reading
    campaign: campaigns.CampaignVersion
    decision: Decision
    staffId?: string
    /** Staff credited it although another entry holds a receipt that looks the same. */
    setFingerprintAside?: boolean
  },
): Promise<void> {
  const { entry, reading, campaign, decision, staffId } = closing
  const { accountId, shopperId, id: entryId } = entry
  await entries.recordDecision(sql, {
    accountId,
    entryId,
    decision,
    campaignVersionId: campaign.id,
    receiptFingerprint: closing.setFingerprintAside ? null : receiptFingerprint(reading),
    receiptNumber: reading.receiptNumber,
    staffId,
  })
  if (decision.outcome === 'approved') await credit(sql, ports, closing)
  const balance = await ledger.balance(sql, accountId, shopperId)
  await queueMessage(sql, {
    accountId,
    shopperId,
    naturalKey: `entry:${entryId}:${decision.outcome === 'needs_review' ? 'in_review' : 'result'}`,
    purpose: 'result',
    messages: [resultMessage({ liffId: ports.env.LINE_LIFF_ID, entryId, decision, balance })],
  })
}

async function credit(
  sql: Sql,
  ports: Pick<Ports, 'now'>,
  { entry, reading, campaign, decision }: Parameters<typeof closeEntry>[2],
): Promise<void> {
  const { accountId, shopperId, id: entryId } = entry
  await purchasedItems.record(sql, { accountId, entryId, shopperId, reading, decision })
  if (decision.points > 0) {
    const expiresOn = addDays(tokyoDate(ports.now()), campaign.rules.pointsLiveForDays)
    const { campaignId } = campaign
    await ledger.post(
      sql,
      accountId,
      creditEntry({ entryId, shopperId, campaignId, points: decision.points, expiresOn }),
    )
  }
  await jobs.enqueue(sql, { accountId, kind: 'follow_up_credit', payload: { entryId }, naturalKey: entryId })
}

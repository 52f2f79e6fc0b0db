import { campaigns, entries, ledger, readings, type jobs, type Sql } from '@tamaru/db'
import { leaveUndecided, payloadOf, tokyoDate } from '@tamaru/domain'
import { recordHappening } from '../happenings/record-happening.ts'
import type { Ports } from '../ports.ts'
import { tell } from '../templates/tell.ts'
import { resultMessage } from './entry-messages.ts'

/**
 * An entry whose settling was given up does not wait for ever: staff decide on it. It was not judged, so no judgement is
 * kept that could be made again; why stands with the buried job. Where no campaign is in force, staff decide by the one
 * that is when they do.
 */
export async function leaveToStaff(
  sql: Sql,
  job: Pick<jobs.Job, 'accountId' | 'payload'>,
  ports: Pick<Ports, 'env' | 'now'>,
): Promise<void> {
  const { accountId } = job
  const { entryId } = payloadOf('settle_entry', job)
  const entry = await entries.lock(sql, accountId, entryId)
  if (!entry || entry.decision || entry.state === 'withdrawn') return
  const campaign = await campaigns.findInForce(sql, accountId, entry.createdAt)
  if (!(await readings.findNewest(sql, accountId, entryId))) return
  const at = ports.now()
  const decision = leaveUndecided(campaign?.version ?? null, '自動判定を完了できませんでした')
  await entries.recordDecision(sql, {
    accountId,
    entryId,
    decision,
    campaignVersionId: campaign?.id ?? null,
    receiptFingerprint: null,
    at,
  })
  const { shopperId } = entry
  const naturalKey = `entry:${entryId}:left_to_staff`
  const payload = { entryId, cause: 'machine' } as const
  await recordHappening(sql, { accountId, shopperId, kind: 'entry_sent_to_review', at, naturalKey, payload })
  const purse = await ledger.purse(sql, accountId, shopperId, tokyoDate(at))
  await tell(sql, ports, {
    accountId,
    shopperId,
    naturalKey,
    purpose: 'result',
    say: [resultMessage({ entryId, decision, purse })],
    now: at,
  })
}

import {
  addDays,
  decide,
  NO_HISTORY,
  receiptFingerprint,
  startOfTokyoDay,
  traceReceipt,
  tokyoDate,
  type Decision,
  type Reading,
} from '@tamaru/domain'
import { createHash, randomUUID } from 'node:crypto'
import * as budgets from '../ledger/budgets.ts'
import type { CampaignVersion } from '../campaigns/campaigns.ts'
import * as entries from '../entries/entries.ts'
import * as jobs from '../queue/jobs.ts'
import * as judgements from '../entries/judgements.ts'
import * as ledger from '../ledger/ledger.ts'
import type { Sql } from '../open-db.ts'
import * as photos from '../entries/photos.ts'
import { photoKey } from '../photo-store/photo-key.ts'
import type { PhotoStore } from '../photo-store/photo-store.ts'
import { stripPhoto } from '../photo-store/strip-photo.ts'
import * as purchasedItems from '../entries/purchased-items.ts'
import * as receiptTraces from '../entries/receipt-traces.ts'
import * as stores from '../staff/stores.ts'
import type { DemoReceipt } from './demo-receipts.ts'

interface Seed {
  accountId: string
  shopperId: string
  receipt: DemoReceipt
  campaign: CampaignVersion
  at: Date
  /** `unread` leaves the entry and its job for the demo's own reader. */
  as: 'read' | 'unsure' | 'unread'
}

/** One entry as it would have come about at that time, judged by the product's own rules. Returns its id. */
export async function seedEntry(sql: Sql, store: PhotoStore, seed: Seed): Promise<string> {
  const { accountId, shopperId, receipt, at } = seed
  const sha256 = createHash('sha256').update(receipt.photo).digest('hex')
  const mediaType = 'image/jpeg'
  const picture = stripPhoto(receipt.photo, mediaType)!
  await store.put(photoKey(accountId, sha256), picture, mediaType)
  await photos.record(sql, { accountId, sha256, mediaType, bytes: picture.length, strippedAt: at }, at)
  const entryId = randomUUID()
  await sql`
    insert into entry (id, account_id, shopper_id, photo_sha256, source, idempotency_key, created_at)
    values (${entryId}, ${accountId}, ${shopperId}, ${sha256}, 'app', ${`demo:${sha256}`}, ${at})`
  if (seed.as === 'unread') {
    await jobs.enqueue(sql, {
      accountId,
      kind: 'read_receipt',
      payload: { entryId },
      naturalKey: entryId,
      now: at,
    })
    return entryId
  }
  const reading = seed.as === 'unsure' ? asUnsure(receipt.reading) : receipt.reading
  await sql`
    insert into reading (account_id, entry_id, reading, created_at)
    values (${accountId}, ${entryId}, ${sql.json(reading)}, ${at})`
  await receiptTraces.record(sql, { accountId, id: entryId, shopperId, createdAt: at }, traceReceipt(reading))
  const { campaign } = seed
  const day = startOfTokyoDay(tokyoDate(at))
  const standing = await entries.standing(sql, accountId, shopperId, campaign.campaignId, day)
  const history = { ...NO_HISTORY, ...standing }
  const decision = decide(reading, campaign, history, tokyoDate(at))
  await close(sql, seed, entryId, reading, decision)
  const judged = {
    accountId,
    entryId,
    campaignVersionId: campaign.id,
    history,
    judgedFor: tokyoDate(at),
    decision,
  }
  await judgements.record(sql, { ...judged, cause: 'machine', now: at })
  return entryId
}

async function close(
  sql: Sql,
  seed: Seed,
  entryId: string,
  reading: Reading,
  decision: Decision,
): Promise<void> {
  const { accountId, shopperId, campaign, at } = seed
  await stores.assign(sql, { accountId, id: entryId }, reading)
  await sql`
    update entry set state = ${decision.outcome}, decision = ${sql.json(decision)}, points = ${decision.points},
      stamps = ${decision.stamps},      campaign_version_id = ${campaign.id}, receipt_fingerprint = ${receiptFingerprint(reading)},
      receipt_number = ${reading.receiptNumber}, decided_at = ${decision.outcome === 'needs_review' ? null : at}
    where id = ${entryId}`
  if (decision.outcome !== 'approved') return
  await purchasedItems.record(sql, { accountId, entryId, shopperId, reading, decision })
  const credit = {
    naturalKey: `entry:${entryId}:credit`,
    reason: 'entry_credit' as const,
    entryId,
    shopperId,
    campaignId: campaign.campaignId,
    points: decision.points,
    releaseOn: null,
    expiresOn: addDays(tokyoDate(at), campaign.rules.pointsLiveForDays),
  }
  if (decision.points === 0) return
  await budgets.claim(sql, accountId, campaign.campaignId, decision.points)
  await ledger.credit(sql, accountId, credit, at)
}

/** As if the foot of the receipt had been hard to read: the total and what hangs on it are in doubt. */
function asUnsure(reading: Reading): Reading {
  const misread = (reading.total ?? 0) + 30
  return {
    ...reading,
    total: misread,
    confidence: 0.55,
    proof: { ...reading.proof, fails: [{ name: 'lines = total', left: reading.total ?? 0, right: misread }] },
  }
}

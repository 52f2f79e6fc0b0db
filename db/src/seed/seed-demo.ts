import { CURRENT_WORDING, tokyoDate } from '@tamaru/domain'
import * as campaigns from '../campaigns/campaigns.ts'
import * as consents from '../consent/consents.ts'
import * as offers from '../offers/offers.ts'
import { inTransaction, type Db, type Sql } from '../open-db.ts'
import type { PhotoStore } from '../photo-store/photo-store.ts'
import * as ranks from '../ledger/ranks.ts'
import * as shoppers from '../shoppers/shoppers.ts'
import { demoCampaign, demoOffers, demoRanks } from './demo-campaign.ts'
import { demoShoppers } from './demo-people.ts'
import { loadDemoReceipts } from './demo-receipts.ts'
import { seedEntry } from './seed-entry.ts'
import { seedRewards } from './seed-rewards.ts'
import { seedStaff } from './seed-staff.ts'
import { seedStores } from './seed-stores.ts'
import { seedSurveyAnswer } from './seed-survey-answer.ts'

const DAY_MS = 86_400_000
const SPREAD_DAYS = 28
/** Which receipts, by their order, the reader is said to have been unsure of; and the one that is still to be read. */
const UNSURE = new Set([6, 13, 19])

/**
 * Fills an empty account with a campaign, staff, shoppers and the last weeks' entries. Does nothing, and returns false,
 * where a campaign exists.
 */
export async function seedDemo(db: Db, store: PhotoStore, accountId: string, now: Date): Promise<boolean> {
  if (await campaigns.findInForce(db, accountId, now)) return false
  const receipts = await loadDemoReceipts()
  await inTransaction(db, async (sql) => {
    await campaigns.publish(sql, accountId, 'atsumete-minato', demoCampaign(tokyoDate(now)), { now })
    await ranks.change(sql, accountId, demoRanks)
    for (const rule of demoOffers) await offers.add(sql, accountId, rule, now)
    await seedStaff(sql, accountId, await seedStores(sql, accountId, now), now)
    const people = await seedShoppers(sql, accountId, now)
    const campaign = (await campaigns.findInForce(sql, accountId, now))!
    const firstEntries = new Map<number, { entryId: string; at: Date }>()
    for (const [index, receipt] of receipts.entries()) {
      const isLast = index === receipts.length - 1
      // The last one is read and told once the demo runs: to somebody whose chat can be looked at.
      const person = isLast ? 0 : index % people.length
      const at = entryTime(receipt.reading.purchasedAt!, index / receipts.length, now)
      const entryId = await seedEntry(sql, store, {
        accountId,
        shopperId: people[person]!.id,
        receipt,
        campaign,
        at,
        as: isLast ? 'unread' : UNSURE.has(index) ? 'unsure' : 'read',
      })
      if (!firstEntries.has(person)) firstEntries.set(person, { entryId, at })
    }
    for (const [person, { entryId, at }] of firstEntries) {
      const { nps: score, why: reason } = demoShoppers[person]!
      await seedSurveyAnswer(sql, { accountId, shopperId: people[person]!.id, entryId, at, score, reason })
    }
    await seedRewards(sql, accountId, people, now)
  })
  return true
}

async function seedShoppers(sql: Sql, accountId: string, now: Date): Promise<shoppers.Shopper[]> {
  const made: shoppers.Shopper[] = []
  for (const { lineUserId, displayName, agreesToOffers } of demoShoppers) {
    const person = { lineUserId, displayName, friendship: { isFriend: true, at: new Date(0) } }
    const shopper = await shoppers.upsert(sql, accountId, person, now)
    made.push(shopper)
    if (!agreesToOffers) continue
    const at = new Date(now.getTime() - (SPREAD_DAYS + 1) * DAY_MS)
    const yes = {
      given: true,
      wording: CURRENT_WORDING,
      noticeVersion: null,
      source: 'mini_app',
      at,
    } as const
    for (const purpose of ['offers', 'analysis'] as const)
      await consents.record(sql, { accountId, shopperId: shopper.id }, { ...yes, purpose })
  }
  return made
}

/** Spread over the last weeks, but never before the purchase. */
function entryTime(purchasedAt: string, part: number, now: Date): Date {
  const spread = now.getTime() - (1 - part) * SPREAD_DAYS * DAY_MS
  const soonest = Date.parse(`${purchasedAt}:00+09:00`) + 25 * 60_000
  return new Date(Math.min(now.getTime() - 5 * 60_000, Math.max(spread, soonest)))
}

import { couponLapsesOn, makeTillCode, tokyoDate, type RewardTerms } from '@tamaru/domain'
import { randomBytes, randomUUID } from 'node:crypto'
import * as allotments from '../ledger/allotments.ts'
import * as coupons from '../rewards/coupons.ts'
import * as ledger from '../ledger/ledger.ts'
import type { Sql } from '../open-db.ts'
import * as rewards from '../rewards/rewards.ts'
import { demoRewards } from './demo-rewards.ts'

const DAY_MS = 86_400_000

/** The catalogue, one coupon that waits to be used, and one that was used, which leaves its reward sold out. */
export async function seedRewards(
  sql: Sql,
  accountId: string,
  people: readonly { id: string }[],
  now: Date,
): Promise<void> {
  const ids: Record<string, string> = {}
  for (const [name, { kind, terms, codes }] of Object.entries(demoRewards)) {
    ids[name] = await rewards.add(sql, accountId, kind, terms, now)
    if (codes.length > 0)
      await rewards.addCodes(sql, accountId, (await rewards.find(sql, accountId, ids[name]))!, codes, now)
  }
  const ago = (days: number) => new Date(now.getTime() - days * DAY_MS)
  const { tea, apron } = demoRewards
  const [first, , third] = people
  await seedCoupon(sql, { accountId, shopperId: first!.id, rewardId: ids.tea!, terms: tea.terms, at: ago(1) })
  const worn = { accountId, shopperId: third!.id, rewardId: ids.apron!, terms: apron.terms, at: ago(3) }
  const coupon = await coupons.find(sql, accountId, await seedCoupon(sql, worn))
  await coupons.markUsed(sql, coupon!, ago(2), null)
}

/** A coupon as it would have been exchanged at that time. Returns its id. */
async function seedCoupon(
  sql: Sql,
  seed: { accountId: string; shopperId: string; rewardId: string; terms: RewardTerms; at: Date },
): Promise<string> {
  const { accountId, shopperId, rewardId, terms, at } = seed
  const id = randomUUID()
  const naturalKey = `coupon:${id}:exchange`
  await ledger.spend(
    sql,
    accountId,
    { naturalKey, shopperId, points: terms.cost_points, reason: 'exchange' },
    at,
  )
  const { allotmentId } = (await rewards.find(sql, accountId, rewardId))!
  await allotments.claim(sql, accountId, allotmentId!, 1, { partly: false })
  await coupons.issue(sql, {
    id,
    accountId,
    shopperId,
    rewardId,
    idempotencyKey: `demo:${id}`,
    code: makeTillCode(randomBytes(8).readBigUInt64BE()),
    costPoints: terms.cost_points,
    lapsesOn: couponLapsesOn(terms, tokyoDate(at)),
    exchangedAt: at,
  })
  return id
}

import { inTransaction, rewards } from '@tamaru/db'
import { RewardTerms, type RewardKind } from '@tamaru/domain'
import type { House } from './start-house.ts'

/** Puts a reward into the catalogue, and codes into its pool; returns its id. */
export function addReward(
  { db, accountId }: Pick<House, 'db' | 'accountId'>,
  kind: RewardKind,
  name: string,
  terms: { cost_points: number; cancelWithin_min?: number; leastAge?: number },
  codes: string[] = [],
): Promise<string> {
  const words = { ja: name, en: name }
  const whole = RewardTerms.parse({ name: words, words, couponDays: 30, ...terms })
  return inTransaction(db, async (sql) => {
    const now = new Date()
    const id = await rewards.add(sql, accountId, kind, whole, now)
    const reward = (await rewards.lock(sql, accountId, id, 'change'))!
    if (codes.length > 0) await rewards.addCodes(sql, accountId, reward, codes, now)
    return id
  })
}

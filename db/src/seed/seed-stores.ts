import * as audit from '../audit/audit.ts'
import type { Sql } from '../open-db.ts'
import * as stores from '../staff/stores.ts'

const demoStores = [
  { name: 'フレッシュ玉葉 北浜店', registrationNumbers: ['T2949467855812'], phones: ['06-0335-0914'] },
  { name: 'スーパーあおぎり 北浜店', registrationNumbers: ['T8240108959831'], phones: ['06-0991-6288'] },
  { name: 'ソラマメマート 桜木駅前店', registrationNumbers: ['T2775466381620'], phones: ['045-017-5515'] },
]

/** Some of the shops that stand on the demo's receipts, in this order. The others' entries belong to no store. */
export async function seedStores(sql: Sql, accountId: string, now: Date): Promise<stores.Store[]> {
  const made: stores.Store[] = []
  for (const given of demoStores) {
    const { id, ...after } = await stores.add(sql, accountId, { ...given, names: [], active: true }, now)
    const subject = `store:${id}`
    await audit.record(sql, { accountId, staffId: null, act: 'store.add', subject, after, now })
    made.push({ id, ...after })
  }
  return made
}

import * as audit from '../audit/audit.ts'
import type { Sql } from '../open-db.ts'
import * as staff from '../staff/staff.ts'
import type { Store } from '../staff/stores.ts'
import { demoStaff } from './demo-people.ts'

/** The demo's staff: an owner, a reviewer of the whole account, and one of the first store. */
export async function seedStaff(sql: Sql, accountId: string, [first]: Store[], now: Date): Promise<void> {
  for (const { isOfFirstStore, ...person } of demoStaff) {
    const storeIds = isOfFirstStore ? [first!.id] : null
    const { id, role, active } = (await staff.invite(sql, accountId, { ...person, storeIds }, now))!
    const after = { role, storeIds, active }
    const subject = `staff:${id}`
    await audit.record(sql, { accountId, staffId: null, act: 'member.grant', subject, after, now })
  }
}

import { inTransaction, shoppers, type staff } from '@tamaru/db'
import { contactKeys } from '../../api/src/contacts/contact-keys.ts'
import { linkMember } from '../../api/src/members/link-member.ts'
import { sealNumber } from '../../api/src/members/member-number.ts'
import type { Ports } from '../../api/src/ports.ts'
import { readMembers } from '../shop/members.ts'
import type { DemoPerson } from './welcome-people.ts'

/** Who of the demo's shoppers is linked with a number of the sample shop already, and how, by their places in demo-people.ts. */
const LINKED = [
  [2, 'account_link'],
  [3, 'line_login'],
  [5, 'line_login'],
  [6, 'import'],
] as const

/** Links some of the demo's shoppers with the last of the shop's members: its page offers the first ones. */
export async function linkMembers(
  { db, env, now }: Pick<Ports, 'db' | 'env' | 'now'>,
  { accountId, id: staffId }: staff.Staff,
  people: readonly DemoPerson[],
): Promise<void> {
  const keys = await contactKeys(env, accountId)
  const numbers = [...readMembers().keys()].reverse()
  await inTransaction(db, async (sql) => {
    for (const [n, [place, source]] of LINKED.entries()) {
      const { id: shopperId } = people[place]!
      await shoppers.lock(sql, accountId, shopperId)
      await linkMember(sql, {
        ...{ accountId, shopperId, number: await sealNumber(keys, shopperId, numbers[n]!) },
        how: source === 'import' ? { source, origin: '以前の会員アプリ', staffId } : { source },
        ...{ cause: `demo:${place}`, now: now() },
      })
    }
  })
}

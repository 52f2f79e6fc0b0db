import { attributeValues, inTransaction, shoppers } from '@tamaru/db'
import { isBirthday, ProblemError, tokyoDate } from '@tamaru/domain'
import { randomUUID } from 'node:crypto'
import { recordHappening } from '../happenings/record-happening.ts'
import type { Ports } from '../ports.ts'

/**
 * Keeps when a person says that they were born, once: whoever was turned away does not try another day. The same day told
 * again is nothing new. Refuses `birthday_known`, whoever told it, and a day on which nobody of today is born.
 */
export function tellBirthday(
  { db, now }: Pick<Ports, 'db' | 'now'>,
  { accountId, shopperId }: { accountId: string; shopperId: string },
  birthday: string,
): Promise<void> {
  return inTransaction(db, async (sql) => {
    const at = now()
    if (!(await shoppers.lock(sql, accountId, shopperId))) throw new ProblemError('unauthenticated')
    if (!isBirthday(birthday, tokyoDate(at)))
      throw new ProblemError('invalid_request', 'birthday: not a day to be born on')
    const known = await attributeValues.find(sql, accountId, shopperId, 'birthday')
    if (known === birthday) return
    if (known !== null) throw new ProblemError('birthday_known')
    const value = { shopperId, attribute: 'birthday', value: birthday }
    await attributeValues.tell(sql, accountId, [value], { source: 'person', now: at })
    await recordHappening(sql, {
      ...{ accountId, shopperId, kind: 'attribute_set', at },
      payload: { attribute: 'birthday', source: 'person' },
      naturalKey: `attribute:${randomUUID()}`,
    })
  })
}

import { attributes, attributeValues, audit, inTransaction, shoppers, type staff } from '@tamaru/db'
import { keptAttribute, ProblemError, readValue } from '@tamaru/domain'
import { randomUUID } from 'node:crypto'
import { recordHappening } from '../happenings/record-happening.ts'
import type { Ports } from '../ports.ts'

/**
 * Keeps what staff tell of a person, and tells that it happened; what is known already is not told again. Refuses
 * `attribute_value_faulty`, also for what follows from another attribute.
 */
export function tellAttribute(
  { db, now }: Pick<Ports, 'db' | 'now'>,
  { accountId, id: staffId }: staff.Staff,
  { shopperId, key }: { shopperId: string; key: string },
  written: string | null,
): Promise<void> {
  return inTransaction(db, async (sql) => {
    const at = now()
    const person = await shoppers.lock(sql, accountId, shopperId)
    const attribute = (await attributes.list(sql, accountId)).find((each) => each.key === key)
    if (!person || !attribute || attribute.archivedAt) throw new ProblemError('not_found')
    if (keptAttribute(key) !== key)
      throw new ProblemError('attribute_value_faulty', `it follows from ${keptAttribute(key)}`)
    const read = written === null ? { value: null } : readValue(attribute, written)
    if ('fault' in read) throw new ProblemError('attribute_value_faulty', read.fault)
    const value = { shopperId, attribute: key, value: read.value }
    const told = await attributeValues.tell(sql, accountId, [value], { source: 'staff', now: at })
    if (told.length === 0) return
    await recordHappening(sql, {
      ...{ accountId, shopperId, kind: 'attribute_set', at, payload: { attribute: key, source: 'staff' } },
      naturalKey: `attribute:${randomUUID()}`,
    })
    const subject = `shopper:${shopperId}:attribute:${key}`
    await audit.record(sql, { accountId, staffId, act: 'attribute.tell', subject, now: at })
  })
}

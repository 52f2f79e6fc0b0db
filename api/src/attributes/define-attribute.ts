import { attributes, audit, inTransaction, type staff } from '@tamaru/db'
import { builtInAttribute, NewAttribute, ProblemError } from '@tamaru/domain'
import type { z } from 'zod'
import type { Ports } from '../ports.ts'
import type { AttributeChange } from './attribute-view.ts'

type Given = Pick<Ports, 'db' | 'now'>

/** Adds an attribute to what the account may know of its people. Refuses `attribute_key_taken`. */
export function addAttribute(
  { db, now }: Given,
  { accountId, id: staffId }: staff.Staff,
  attribute: NewAttribute,
): Promise<void> {
  if (builtInAttribute(attribute.key)) throw new ProblemError('attribute_key_taken', attribute.key)
  return inTransaction(db, async (sql) => {
    const at = now()
    await attributes.add(sql, accountId, attribute, { staffId, now: at })
    const subject = `attribute:${attribute.key}`
    await audit.record(sql, { accountId, staffId, act: 'attribute.add', subject, after: attribute, now: at })
  })
}

/**
 * What is given changes, the rest stays, its kind always. A choice can be added and said otherwise, not taken out: people may
 * have it. One that is built in is not there to be changed.
 */
export function changeAttribute(
  { db, now }: Given,
  { accountId, id: staffId }: staff.Staff,
  key: string,
  { archived, ...words }: z.infer<typeof AttributeChange>,
): Promise<void> {
  return inTransaction(db, async (sql) => {
    const at = now()
    await attributes.lock(sql, accountId)
    const before = (await attributes.list(sql, accountId)).find((each) => each.key === key)
    if (!before || builtInAttribute(key)) throw new ProblemError('not_found')
    const archivedAt =
      archived === undefined ? before.archivedAt : archived ? (before.archivedAt ?? at) : null
    const after = { ...before, ...words, archivedAt }
    const isGone = before.choices.some(({ key: one }) => !after.choices.some((each) => each.key === one))
    if (isGone || (after.kind === 'choice') !== after.choices.length > 0)
      throw new ProblemError('invalid_request', 'choices: what is there stays, and only a choice has any')
    await attributes.change(sql, accountId, after)
    const subject = `attribute:${key}`
    await audit.record(sql, { accountId, staffId, act: 'attribute.change', subject, before, after, now: at })
  })
}

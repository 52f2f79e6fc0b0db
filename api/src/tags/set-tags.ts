import { audit, inTransaction, shoppers, tags, type staff } from '@tamaru/db'
import { lintTagName, ProblemError } from '@tamaru/domain'
import { randomUUID } from 'node:crypto'
import { recordHappening } from '../happenings/record-happening.ts'
import type { Ports } from '../ports.ts'

type Given = Pick<Ports, 'db' | 'now'>

/** Adds a tag, for which whoever adds it answers. Refuses a bad name, and proposes another. */
export function addTag(
  { db, now }: Given,
  { accountId, id: staffId }: staff.Staff,
  tag: { name: string; endsOn: string | null },
): Promise<tags.Tag> {
  const bad = lintTagName(tag.name)
  if (bad) throw new ProblemError('tag_name_faulty', `${bad.fault}: ${bad.proposal}`)
  return inTransaction(db, async (sql) => {
    const at = now()
    const added = await tags.add(sql, accountId, { ...tag, ownerId: staffId }, at)
    const subject = `tag:${added.id}`
    await audit.record(sql, { accountId, staffId, act: 'tag.add', subject, after: tag, now: at })
    return added
  })
}

/** Puts a tag to people or takes it off them: all of them, or none. Who has left meanwhile is passed over. Returns whom it changed. */
export function tagPeople(
  { db, now }: Given,
  { accountId, id: staffId }: staff.Staff,
  { shopperIds, tagId }: { shopperIds: readonly string[]; tagId: string },
  is: boolean,
): Promise<number> {
  return inTransaction(db, async (sql) => {
    const at = now()
    if (!(await tags.find(sql, accountId, tagId))) throw new ProblemError('not_found')
    let changed = 0
    // In one order, so that two who tag the same people wait for each other and never both.
    for (const shopperId of [...new Set(shopperIds)].sort()) {
      if (!(await shoppers.lock(sql, accountId, shopperId))) continue
      const tagging = { accountId, shopperId, tagId }
      if (!(is ? await tags.put(sql, tagging, at) : await tags.take(sql, tagging))) continue
      const kind = is ? 'tag_added' : 'tag_removed'
      const naturalKey = `tag:${randomUUID()}`
      await recordHappening(sql, { accountId, shopperId, kind, at, payload: { tagId }, naturalKey })
      changed++
    }
    if (changed > 0) {
      const act = is ? 'tag.put' : 'tag.take'
      const subject = `tag:${tagId}`
      await audit.record(sql, { accountId, staffId, act, subject, after: { people: changed }, now: at })
    }
    return changed
  })
}

/** Puts a tag to a person or takes it off them, and tells that it happened; what is so already is not told again. */
export function tagPerson(
  { db, now }: Given,
  { accountId, id: staffId }: staff.Staff,
  { shopperId, tagId }: { shopperId: string; tagId: string },
  is: boolean,
): Promise<void> {
  return inTransaction(db, async (sql) => {
    const at = now()
    const person = await shoppers.lock(sql, accountId, shopperId)
    if (!person || !(await tags.find(sql, accountId, tagId))) throw new ProblemError('not_found')
    const tagging = { accountId, shopperId, tagId }
    if (!(is ? await tags.put(sql, tagging, at) : await tags.take(sql, tagging))) return
    const kind = is ? 'tag_added' : 'tag_removed'
    await recordHappening(sql, {
      ...{ accountId, shopperId, kind, at, payload: { tagId } },
      naturalKey: `tag:${randomUUID()}`,
    })
    const subject = `shopper:${shopperId}:tag:${tagId}`
    await audit.record(sql, { accountId, staffId, act: is ? 'tag.put' : 'tag.take', subject, now: at })
  })
}

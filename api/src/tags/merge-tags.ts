import { audit, batches, inTransaction, tags, type staff } from '@tamaru/db'
import { lintTagName, ProblemError } from '@tamaru/domain'
import { randomUUID } from 'node:crypto'
import { tellOfTags } from '../batches/tell-changes.ts'
import type { Ports } from '../ports.ts'

type Given = Pick<Ports, 'db' | 'now'>

/** Calls a tag otherwise: whatever names it goes on. Refuses a bad name and `tag_name_taken`. */
export function renameTag(
  { db, now }: Given,
  { accountId, id: staffId }: staff.Staff,
  tagId: string,
  name: string,
): Promise<tags.Tag> {
  const bad = lintTagName(name)
  if (bad) throw new ProblemError('tag_name_faulty', `${bad.fault}: ${bad.proposal}`)
  return inTransaction(db, async (sql) => {
    const tag = await tags.lock(sql, accountId, tagId)
    if (!tag) throw new ProblemError('not_found')
    await tags.rename(sql, accountId, tagId, name)
    const [before, after] = [{ name: tag.name }, { name }]
    const subject = `tag:${tagId}`
    await audit.record(sql, { accountId, staffId, act: 'tag.rename', subject, before, after, now: now() })
    return { ...tag, name }
  })
}

/**
 * Says that a tag is another from now on: who had it has that one, and segments that name it mean that one. Who was moved stands
 * in a batch; what happened with it before stays as it was told.
 */
export function mergeTag(
  { db, now }: Given,
  { accountId, id: staffId }: staff.Staff,
  tagId: string,
  into: string,
): Promise<tags.Tag> {
  if (tagId === into) throw new ProblemError('invalid_request', 'a tag is the same as itself')
  return inTransaction(db, async (sql) => {
    const at = now()
    const held = new Map<string, tags.Tag | undefined>()
    for (const id of [tagId, into].sort()) held.set(id, await tags.lock(sql, accountId, id))
    const [tag, other] = [held.get(tagId), held.get(into)]
    if (!tag || !other) throw new ProblemError('not_found')
    const batch = { id: randomUUID(), accountId, kind: 'merge', staffId, doneAt: at } as const
    await batches.add(sql, batch)
    const people = await batches.hold(sql, accountId, await tags.listPeople(sql, accountId, tagId))
    const of = (id: string) => [...people].map((shopperId) => ({ shopperId, tagId: id }))
    const given = await batches.moveTags(sql, batch, of(into), { put: true, now: at })
    await batches.moveTags(sql, batch, of(tagId), { put: false, now: at })
    // It is told for the tag that they have from now on: nothing was taken from them.
    await tellOfTags(sql, { accountId, of: `batch:${batch.id}`, at }, given)
    await tags.mergeInto(sql, accountId, tagId, into)
    const after = { mergedInto: into, people: people.size }
    const subject = `tag:${tagId}`
    await audit.record(sql, { accountId, staffId, act: 'tag.merge', subject, before: tag, after, now: at })
    return other
  })
}

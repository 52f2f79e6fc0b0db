import { audiences, audit, inTransaction, segments, type staff } from '@tamaru/db'
import { CONTACT_KINDS, ProblemError } from '@tamaru/domain'
import { contactKeys } from '../contacts/contact-keys.ts'
import type { Ports } from '../ports.ts'
import type { NewAudience } from './audience-view.ts'

/**
 * Keeps a list whose people were hashed before they came: each hash is hashed again with the account's key, and matched with the
 * contacts that are held. Returns its id.
 */
export async function uploadAudience(
  { db, now, env }: Pick<Ports, 'db' | 'now' | 'env'>,
  { accountId, id: staffId }: staff.Staff,
  { people, ...declared }: NewAudience,
): Promise<string> {
  const keys = await contactKeys(env, accountId)
  const hashes = await Promise.all(
    people.flatMap((person, row) =>
      CONTACT_KINDS.flatMap((kind) => {
        const sha256 = person[kind]
        if (sha256 === undefined) return []
        return [
          keys
            .keyedHash(kind, sha256)
            .then((bytes) => ({ row, keyedHash: Buffer.from(bytes).toString('hex') })),
        ]
      }),
    ),
  )
  return inTransaction(db, async (sql) => {
    const at = now()
    await audiences.hold(sql, accountId)
    const added = { ...declared, people: people.length }
    const id = await audiences.add(sql, accountId, added, { staffId, now: at })
    const matched = await audiences.match(sql, accountId, id, hashes, at)
    const [subject, after] = [`audience:${id}`, { ...added, matched }]
    await audit.record(sql, { accountId, staffId, act: 'audience.upload', subject, after, now: at })
    return id
  })
}

/** Ends a list for good. Refuses `audience_in_use` while a segment names it. */
export function endAudience(
  { db, now }: Pick<Ports, 'db' | 'now'>,
  { accountId, id: staffId }: staff.Staff,
  id: string,
): Promise<void> {
  return inTransaction(db, async (sql) => {
    const at = now()
    await segments.lock(sql, accountId)
    const before = await audiences.find(sql, accountId, id)
    if (!before) throw new ProblemError('not_found')
    const uses = await audiences.usesOf(sql, accountId, id)
    if (uses.length > 0) throw new ProblemError('audience_in_use', uses.join(', '))
    await audiences.end(sql, accountId, id, at)
    const subject = `audience:${id}`
    await audit.record(sql, {
      accountId,
      staffId,
      act: 'audience.end',
      subject,
      before: { name: before.name },
      now: at,
    })
  })
}

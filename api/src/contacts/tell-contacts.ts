import { audiences, audit, contacts, inTransaction, personImports, shoppers, type staff } from '@tamaru/db'
import { CONTACT_KINDS, normaliseContact, ProblemError, type ContactKind } from '@tamaru/domain'
import type { Ports } from '../ports.ts'
import { contactKeys, hashContact, type ContactKeys, type ContactPlace } from './contact-keys.ts'
import type { ContactFault, ContactImport, ContactImported } from './contact-view.ts'

type Given = Pick<Ports, 'db' | 'now' | 'env'>

/** Keeps a contact of a person, or lets it go. Refuses `contact_faulty`. What it is stands in no log. */
export async function tellContact(
  { db, now, env }: Given,
  { accountId, id: staffId }: staff.Staff,
  { shopperId, kind }: ContactPlace,
  { value, origin }: { value: string | null; origin: string },
): Promise<void> {
  const keys = await contactKeys(env, accountId)
  const told = value === null ? null : await prepare(keys, { shopperId, kind }, value)
  if (value !== null && !told) throw new ProblemError('contact_faulty')
  await inTransaction(db, async (sql) => {
    const at = now()
    await audiences.hold(sql, accountId)
    if (!(await shoppers.lock(sql, accountId, shopperId))) throw new ProblemError('not_found')
    const isOther = told
      ? (await contacts.tell(sql, accountId, [told], { origin, staffId, now: at })).length > 0
      : await contacts.take(sql, { accountId, shopperId, kind })
    if (!isOther) return
    if (told) await audiences.matchWaiting(sql, accountId, [shopperId], at)
    const subject = `shopper:${shopperId}:contact:${kind}`
    await audit.record(sql, {
      accountId,
      staffId,
      act: told ? 'contact.tell' : 'contact.take',
      subject,
      now: at,
    })
  })
}

/** Takes contacts of some people in. What cannot be is named by its place among them, never by what it is. */
export async function importContacts(
  { db, now, env }: Given,
  { accountId, id: staffId }: staff.Staff,
  { origin, contacts: rows }: ContactImport,
): Promise<ContactImported> {
  const keys = await contactKeys(env, accountId)
  return inTransaction(db, async (sql) => {
    const at = now()
    await audiences.hold(sql, accountId)
    const { byShopperId, byLineUserId } = await personImports.findPeople(sql, accountId, {
      shopperIds: rows.flatMap(({ shopperId }) => shopperId ?? []),
      lineUserIds: rows.flatMap(({ lineUserId }) => lineUserId ?? []),
    })
    const refused: ContactFault[] = []
    const told = new Map<string, contacts.StoredContact>()
    for (const [index, row] of rows.entries()) {
      const { shopperId = byLineUserId.get(row.lineUserId ?? '') } = row
      const isKnown = shopperId !== undefined && (byShopperId.has(shopperId) || row.shopperId === undefined)
      if (!isKnown) refused.push({ index, field: null, fault: 'person_unknown' })
      else
        for (const kind of CONTACT_KINDS) {
          const written = row[kind]
          if (written === undefined || written.trim() === '') continue
          const kept = await prepare(keys, { shopperId, kind }, written)
          if (kept) told.set(`${shopperId} ${kind}`, kept)
          else refused.push({ index, field: kind, fault: 'no_contact' })
        }
    }
    const changed = await contacts.tell(sql, accountId, [...told.values()], { origin, staffId, now: at })
    const ids = [...new Set(changed.map(({ shopperId }) => shopperId))]
    await audiences.matchWaiting(sql, accountId, ids, at)
    const after = { origin, told: told.size, changed: changed.length, refused: refused.length }
    const subject = 'contacts:import'
    await audit.record(sql, { accountId, staffId, act: 'contact.import', subject, after, now: at })
    return { told: told.size, changed: changed.length, refused }
  })
}

async function prepare(
  keys: ContactKeys,
  place: { shopperId: string; kind: ContactKind },
  written: string,
): Promise<contacts.StoredContact | undefined> {
  const value = normaliseContact(place.kind, written)
  if (value === undefined) return undefined
  const sealed = await keys.seal(place, value)
  return { ...place, sealed, keyedHash: await keys.keyedHash(place.kind, await hashContact(value)) }
}

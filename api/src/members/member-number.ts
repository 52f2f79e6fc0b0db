import { memberLinks } from '@tamaru/db'
import { normaliseContact, ProblemError } from '@tamaru/domain'
import { hashContact, type ContactKeys } from '../contacts/contact-keys.ts'

/** The keyed hash by which a member number is found. Refuses `member_number_faulty`. */
export async function findingHash(keys: ContactKeys, written: string): Promise<Uint8Array> {
  const value = normaliseContact('member', written)
  if (value === undefined) throw new ProblemError('member_number_faulty')
  return keys.keyedHash('member', await hashContact(value))
}

/** A member number as it is kept of a person: sealed as it was written, found however it is. */
export async function sealNumber(
  keys: ContactKeys,
  shopperId: string,
  written: string,
): Promise<memberLinks.KeptNumber> {
  const keyedHash = await findingHash(keys, written)
  return { keyedHash, sealed: await keys.seal({ shopperId, kind: 'member' }, written.trim()) }
}

/** The number of a link, to be shown; null where another key sealed it. */
export const openNumber = (
  keys: ContactKeys,
  { shopperId, sealed }: Pick<memberLinks.MemberLink, 'shopperId' | 'sealed'>,
): Promise<string | null> => keys.open({ shopperId, kind: 'member' }, sealed)

/** SHA-256 of what opens a door, which is kept nowhere as it is. */
export async function digestOf(secret: string): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(secret)))
}

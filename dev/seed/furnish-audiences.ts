import type { Db, staff } from '@tamaru/db'
import { CONTACT_KINDS, normaliseContact } from '@tamaru/domain'
import { uploadAudience } from '../../api/src/audiences/upload-audience.ts'
import { hashContact } from '../../api/src/contacts/contact-keys.ts'
import { importContacts } from '../../api/src/contacts/tell-contacts.ts'
import type { Ports } from '../../api/src/ports.ts'
import { demoAudience, demoContacts } from './demo-audiences.ts'
import type { DemoPerson } from './welcome-people.ts'

/** Lets the demo's owner take contacts in, and upload a list as the console would: as hashes. */
export async function furnishAudiences(
  ports: Pick<Ports, 'now' | 'env'> & { db: Db },
  owner: staff.Staff,
  people: readonly DemoPerson[],
): Promise<void> {
  const contacts = demoContacts.map(({ place, ...contact }) => ({ shopperId: people[place]!.id, ...contact }))
  await importContacts(ports, owner, { origin: '通販の会員登録', contacts })
  const hashed = demoAudience.people.map(async (person: Partial<Record<string, string>>) => {
    const held = CONTACT_KINDS.filter((kind) => person[kind] !== undefined)
    const pairs = held.map(
      async (kind) => [kind, await hashContact(normaliseContact(kind, person[kind]!)!)] as const,
    )
    return Object.fromEntries(await Promise.all(pairs))
  })
  await uploadAudience(ports, owner, { ...demoAudience, people: await Promise.all(hashed) })
}

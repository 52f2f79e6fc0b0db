import { audit, inTransaction, listKept, type contacts, type Kept, type Whose } from '@tamaru/db'
import { contactKeys } from '../contacts/contact-keys.ts'
import type { Env } from '../env.ts'
import type { Ports } from '../ports.ts'

type Keyed = Pick<Env, 'CONTACT_KEY'>

export interface PersonExport {
  exportedAt: string
  /** By the table that holds it; docs/running.md says what each is. */
  kept: Kept
}

/** Lists all that is kept of a person. Where somebody else than the person asks, that stands in the audit log first. */
export async function exportPerson(
  { db, now, env }: Pick<Ports, 'db' | 'now'> & { env: Keyed },
  whose: Whose,
  by: { askedBy: 'person' } | { askedBy: 'staff' | 'operator'; staffId: string | null },
): Promise<PersonExport> {
  const at = now()
  if (by.askedBy !== 'person')
    await inTransaction(db, (sql) =>
      audit.record(sql, {
        accountId: whose.accountId,
        staffId: by.staffId,
        act: 'person.export',
        subject: `shopper:${whose.shopperId}`,
        now: at,
      }),
    )
  return { exportedAt: at.toISOString(), kept: await openContacts(await listKept(db, whose), env, whose) }
}

/** Puts what a contact is in the place of what it is sealed as; null where another key sealed it. */
async function openContacts(kept: Kept, env: Keyed, { accountId, shopperId }: Whose): Promise<Kept> {
  const keys = env.CONTACT_KEY ? await contactKeys(env, accountId) : undefined
  const opened = ((kept.contact ?? []) as unknown as contacts.ToldContact[]).map(
    async ({ sealed, ...each }) => ({
      ...each,
      value: (await keys?.open({ ...each, shopperId }, sealed)) ?? null,
    }),
  )
  return { ...kept, contact: await Promise.all(opened) }
}

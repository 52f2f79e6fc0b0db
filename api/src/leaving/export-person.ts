import { audit, inTransaction, listKept, type Kept, type Whose } from '@tamaru/db'
import type { ContactKind } from '@tamaru/domain'
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
  const kept = await listKept(db, whose)
  return { exportedAt: at.toISOString(), kept: await openSealed(kept, env, whose) }
}

/** Puts what is sealed in the place of what it is sealed as; null where another key sealed it. */
async function openSealed(kept: Kept, env: Keyed, { accountId, shopperId }: Whose): Promise<Kept> {
  const keys = env.CONTACT_KEY ? await contactKeys(env, accountId) : undefined
  const open = (rows: unknown, kindOf: (row: Sealed) => ContactKind) =>
    Promise.all(
      ((rows ?? []) as Sealed[]).map(async ({ sealed, ...row }) => ({
        ...row,
        value: (await keys?.open({ shopperId, kind: kindOf({ sealed, ...row }) }, sealed)) ?? null,
      })),
    )
  return {
    ...kept,
    contact: await open(kept.contact, ({ kind }) => kind!),
    member_link: await open(kept.member_link, () => 'member'),
  }
}

interface Sealed {
  sealed: Uint8Array
  kind?: ContactKind
}

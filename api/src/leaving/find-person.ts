import { entries, erasures, shoppers } from '@tamaru/db'
import { ProblemError, shownName, type Held } from '@tamaru/domain'
import type { z } from 'zod'
import type { Ports } from '../ports.ts'
import { toKeptErasureView, type PersonView } from './leaving-view.ts'

/** Finds a person by their own id or by an entry's of theirs, also where they have left. Refuses `not_found`. */
export async function findPerson(
  { db }: Pick<Ports, 'db'>,
  to: Held & { accountId: string },
  id: string,
): Promise<z.infer<typeof PersonView>> {
  const { accountId } = to
  const shopperId = (await entries.find(db, accountId, id))?.shopperId ?? id
  const person = await shoppers.find(db, accountId, shopperId)
  const erasure = person ? undefined : await erasures.find(db, { accountId, shopperId })
  if (!person && !erasure) throw new ProblemError('not_found')
  return {
    shopperId,
    displayName: shownName(to, person?.displayName ?? null),
    joinedAt: person?.createdAt.toISOString() ?? null,
    stoppedAt: person?.stoppedAt?.toISOString() ?? null,
    erasure: erasure ? toKeptErasureView(erasure) : null,
  }
}

import { aliases, audit, inTransaction, type staff } from '@tamaru/db'
import { ProblemError } from '@tamaru/domain'
import type { z } from 'zod'
import type { Ports } from '../ports.ts'
import type { AliasDismissal } from './alias-view.ts'

/** Sets a candidate aside: the line goes on to staff, and is not offered for this product again. */
export function dismissCandidate(
  { db, now }: Pick<Ports, 'db' | 'now'>,
  { accountId, id: staffId }: staff.Staff,
  candidateId: string,
  { reason }: z.infer<typeof AliasDismissal>,
): Promise<void> {
  return inTransaction(db, async (sql) => {
    const candidate = await aliases.lock(sql, accountId, candidateId)
    if (!candidate) throw new ProblemError('not_found')
    if (candidate.state !== 'open') throw new ProblemError('alias_already_decided')
    const at = now()
    const ended = { accountId, id: candidateId, staffId, campaignVersionId: null, now: at }
    await aliases.close(sql, { ...ended, state: 'dismissed', reason })
    const { printed, productId } = candidate
    await audit.record(sql, {
      accountId,
      staffId,
      act: 'alias.dismiss',
      subject: `alias:${candidateId}`,
      before: { state: 'open' },
      after: { state: 'dismissed', printed, productId, reason },
      now: at,
    })
  })
}

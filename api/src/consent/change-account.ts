import { audit, consents, inTransaction, type staff } from '@tamaru/db'
import { ConsentPolicy } from '@tamaru/domain'
import type { Ports } from '../ports.ts'
import type { AccountChange } from './account-view.ts'

/** Changes what the account holds for consent. The log keeps what held before. */
export function changeAccount(
  { db }: Pick<Ports, 'db'>,
  { accountId, id: staffId }: staff.StaffMember,
  change: AccountChange,
): Promise<void> {
  return inTransaction(db, async (sql) => {
    const before = await consents.lockPolicy(sql, accountId)
    const after = ConsentPolicy.parse({ ...before, ...change.consent })
    await consents.setPolicy(sql, accountId, after)
    await audit.record(sql, {
      accountId,
      staffId,
      act: 'account.change',
      subject: `account:${accountId}`,
      before: { consent: before },
      after: { consent: after },
    })
  })
}

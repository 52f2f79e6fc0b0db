import { approvals, audit, consents, inTransaction, sendingRules, type staff } from '@tamaru/db'
import { ConsentPolicy, SendingRules } from '@tamaru/domain'
import type { Ports } from '../ports.ts'
import type { AccountChange } from './account-view.ts'

/** Changes what the account holds for consent and how it sends. The log keeps what held before. */
export function changeAccount(
  { db, now }: Pick<Ports, 'db' | 'now'>,
  { accountId, id: staffId }: staff.Staff,
  change: AccountChange,
): Promise<void> {
  return inTransaction(db, async (sql) => {
    const policy = await consents.lockPolicy(sql, accountId)
    const rules = await sendingRules.find(sql, accountId)
    const approvalOn = await approvals.isOn(sql, accountId)
    const { consent, approvalOn: wanted = approvalOn, ...sending } = change
    const after = {
      consent: ConsentPolicy.parse({ ...policy, ...consent }),
      sending: SendingRules.parse({ ...rules, ...sending }),
      approvalOn: wanted,
    }
    await consents.setPolicy(sql, accountId, after.consent)
    await sendingRules.set(sql, accountId, after.sending)
    await approvals.setOn(sql, accountId, wanted)
    await audit.record(sql, {
      accountId,
      staffId,
      act: 'account.change',
      subject: `account:${accountId}`,
      before: { consent: policy, sending: rules, approvalOn },
      after,
      now: now(),
    })
  })
}

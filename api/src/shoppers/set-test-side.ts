import { audit, inTransaction, shoppers, type staff } from '@tamaru/db'
import { ProblemError, type TestSide } from '@tamaru/domain'
import type { Ports } from '../ports.ts'

/** Sets somebody apart who tries the account out, or (null) has them be a person who shops again; from then on. */
export function setTestSide(
  { db, now }: Pick<Ports, 'db' | 'now'>,
  { accountId, id: staffId }: staff.Staff,
  shopperId: string,
  side: TestSide | null,
): Promise<shoppers.Shopper> {
  return inTransaction(db, async (sql) => {
    const before = await shoppers.lock(sql, accountId, shopperId)
    if (!before) throw new ProblemError('not_found')
    const at = now()
    const after = await shoppers.setTestSide(sql, accountId, shopperId, side, { staffId, now: at })
    await audit.record(sql, {
      accountId,
      staffId,
      act: side ? 'test_person.add' : 'test_person.remove',
      subject: `shopper:${shopperId}`,
      before: { side: before.testSide },
      after: { side },
      now: at,
    })
    return after!
  })
}

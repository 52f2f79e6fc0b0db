import { audit, inTransaction, notices, type staff } from '@tamaru/db'
import type { Notice } from '@tamaru/domain'
import type { Ports } from '../ports.ts'

/** Publishes the account's next notice. Its words stand in their own table for good; the log names the version. */
export function publishNotice(
  { db, now }: Pick<Ports, 'db' | 'now'>,
  { accountId, id: staffId }: staff.Staff,
  notice: Notice,
): Promise<notices.PublishedNotice> {
  return inTransaction(db, async (sql) => {
    const at = now()
    const published = await notices.publish(sql, { accountId, staffId }, notice, at)
    await audit.record(sql, {
      accountId,
      staffId,
      act: 'notice.publish',
      subject: `account:${accountId}`,
      after: { version: published.version },
      now: at,
    })
    return published
  })
}

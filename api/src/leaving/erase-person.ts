import { audit, erasures, inTransaction, type Whose } from '@tamaru/db'
import { deletePhotoLater } from '../photos/delete-photo.ts'
import type { Ports } from '../ports.ts'

type By = Parameters<typeof erasures.erase>[2]

/**
 * Makes a person nobody: all of it, or nothing. Returns the receipt: again the first one where they have left already,
 * undefined where there never was such a person. The bytes of photos go by jobs.
 */
export function erasePerson(
  { db, now }: Pick<Ports, 'db' | 'now'>,
  whose: Whose,
  by: By,
): Promise<erasures.Erasure | undefined> {
  return inTransaction(db, async (sql) => {
    const { accountId, shopperId } = whose
    const at = now()
    const erased = await erasures.erase(sql, whose, by, at)
    if (!erased) return erasures.find(sql, whose)
    const { receipt, photos, events } = erased
    for (const sha256 of photos) await deletePhotoLater(sql, accountId, sha256, at)
    // The log's own word for what it has lost: verifyAuditChain goes by it.
    await audit.record(sql, {
      accountId,
      staffId: by.staffId ?? null,
      act: 'person.erase',
      subject: `shopper:${shopperId}`,
      after: { receipt: receipt.id, askedBy: by.askedBy, events },
      now: at,
    })
    return receipt
  })
}

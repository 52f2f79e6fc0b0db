import { entries, photos, type Sql } from '@tamaru/db'
import { randomBytes, randomUUID } from 'node:crypto'

/** A received entry of a shopper, with its photo on record (but no bytes in any store). */
export async function makeEntry(
  sql: Sql,
  shopper: { id: string; accountId: string },
  given: Partial<Pick<entries.Entry, 'photoSha256' | 'source' | 'idempotencyKey' | 'createdAt'>> = {},
): Promise<entries.Entry> {
  const entry = {
    accountId: shopper.accountId,
    shopperId: shopper.id,
    photoSha256: randomBytes(32).toString('hex'),
    source: 'app' as const,
    idempotencyKey: randomUUID(),
    createdAt: new Date(),
    ...given,
  }
  const { accountId, photoSha256: sha256, createdAt } = entry
  const photo = { accountId, sha256, mediaType: 'image/jpeg' as const, bytes: 120_000, strippedAt: createdAt }
  await photos.record(sql, photo, createdAt)
  const made = await entries.insert(sql, entry)
  if (!made) throw new Error('this shopper has already sent that photo or used that key')
  return made
}

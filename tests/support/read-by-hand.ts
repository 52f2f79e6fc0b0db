import type { Reading } from '@tamaru/domain'
import { makeNewReading, recordReading } from './enter-receipt.ts'
import type { Person } from './open-product.ts'
import { untilTrue, type House } from './start-house.ts'

/**
 * Plays the ocr-worker in a house without one: waits until this person's photo has come, and says what is on it.
 * Returns the entry's id.
 */
export async function readByHand(
  house: House,
  { userId }: Person,
  reading: Reading = makeNewReading(),
): Promise<string> {
  let entryId: string | undefined
  await untilTrue(async () => {
    const [row] = await house.db<{ id: string }[]>`
      select e.id from entry e join shopper s on s.id = e.shopper_id
      where s.line_user_id = ${userId} and e.state = 'received'`
    entryId = row?.id
    return entryId !== undefined
  })
  const worker = { db: house.db, account: { id: house.accountId }, ports: { now: () => new Date() } }
  await recordReading(worker, entryId!, reading)
  return entryId!
}

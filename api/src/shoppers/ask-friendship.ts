import { shoppers } from '@tamaru/db'
import type { Ports } from '../ports.ts'

/** A friend who blocks the account is told by LINE at once; what was missed comes to light within a day. */
const FRIEND_FOR_MS = 24 * 3_600_000
/** Who is asked to add the account comes back from LINE within seconds. */
const STRANGER_FOR_MS = 5_000

/** Asks LINE whether a shopper's messages arrive, unless that was told just now; returns the shopper as known then. */
export async function askFriendship(
  { db, line, now }: Pick<Ports, 'db' | 'line' | 'now'>,
  shopper: shoppers.Shopper,
): Promise<shoppers.Shopper> {
  const age_ms = now().getTime() - (shopper.friendshipAt?.getTime() ?? -Infinity)
  if (shopper.isFriend !== null && age_ms < (shopper.isFriend ? FRIEND_FOR_MS : STRANGER_FOR_MS))
    return shopper
  const { outcome } = await line.profile(shopper.lineUserId)
  if (outcome === 'unknown') return shopper
  const { accountId, id } = shopper
  await shoppers.setFriendship(db, accountId, id, { isFriend: outcome === 'profile', at: now() })
  return (await shoppers.find(db, accountId, id))!
}

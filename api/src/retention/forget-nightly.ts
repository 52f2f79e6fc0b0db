import { accounts, retentionNights } from '@tamaru/db'
import { tokyoDate } from '@tamaru/domain'
import type { Ports } from '../ports.ts'
import { MOST_PHOTOS } from './delete-old-photos.ts'
import { forgetOld } from './forget-old.ts'

/**
 * Lets go what the account keeps for a time, once a Tokyo day: the first housekeeping after midnight does it, or after a
 * downtime, all that has become due since. What failed, or left photos over, is tried again an hour later. Returns as
 * `forgetOld` does; null where the day's is done.
 */
export async function forgetNightly(
  ports: Parameters<typeof forgetOld>[0],
): Promise<Awaited<ReturnType<typeof forgetOld>> | null> {
  const { db, env, now }: Pick<Ports, 'db' | 'env' | 'now'> = ports
  const account = await accounts.findByLoginChannel(db, env.LINE_LOGIN_CHANNEL_ID)
  if (!account) return null
  const today = tokyoDate(now())
  if (((await retentionNights.lastNight(db, account.id)) ?? '') >= today) return null
  const gone = await forgetOld(ports)
  if ((gone.photos ?? 0) < MOST_PHOTOS) await retentionNights.noteNight(db, account.id, today)
  return gone
}

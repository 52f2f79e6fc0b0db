import { erasures, type shoppers } from '@tamaru/db'
import { tellLeaving } from '../line/tell-leaving.ts'
import type { Ports } from '../ports.ts'
import { erasePerson } from './erase-person.ts'

/**
 * Lets a shopper leave: what leads to them is erased, then LINE is told by their own live access token, where it is theirs.
 * Returns the receipt, which says whether LINE was told.
 */
export async function leave(
  ports: Pick<Ports, 'db' | 'now' | 'env' | 'lineLogin' | 'log'>,
  { accountId, id: shopperId, lineUserId }: shoppers.Shopper,
  accessToken: string | undefined,
): Promise<erasures.Erasure> {
  const { db, env, log, now } = ports
  const whose = { accountId, shopperId }
  // Before: afterwards nobody knows whose token it would have to be.
  const isOwn = accessToken !== undefined && (await isTokenOf(ports, accessToken, lineUserId))
  const receipt = (await erasePerson(ports, whose, { askedBy: 'person' }))!
  const channel = {
    apiUrl: env.LINE_API_URL,
    id: env.LINE_LOGIN_CHANNEL_ID,
    secret: env.LINE_LOGIN_CHANNEL_SECRET,
  }
  if (isOwn && (await tellLeaving(channel, accessToken, log))) await erasures.markLineTold(db, whose, now())
  return (await erasures.find(db, whose)) ?? receipt
}

async function isTokenOf(
  { lineLogin }: Pick<Ports, 'lineLogin'>,
  accessToken: string,
  lineUserId: string,
): Promise<boolean> {
  const asked = await lineLogin.verifyAccessToken(accessToken).catch(() => undefined)
  return asked?.lineUserId === lineUserId
}

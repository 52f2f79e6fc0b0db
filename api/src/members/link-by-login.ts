import { hashing, inTransaction, memberLinks, shoppers } from '@tamaru/db'
import { ProblemError } from '@tamaru/domain'
import { contactKeys } from '../contacts/contact-keys.ts'
import type { Ports } from '../ports.ts'
import { linkMember, requireLinked } from './link-member.ts'
import { findingHash, sealNumber } from './member-number.ts'

/**
 * Links whom the brand's site has logged in with LINE: who they are is told by LINE's ID token, which is verified at LINE, and which
 * member they are by the site. Who was never here becomes known, as by opening the mini-app.
 */
export async function linkByLogin(
  { db, env, lineLogin, now }: Pick<Ports, 'db' | 'env' | 'lineLogin' | 'now'>,
  accountId: string,
  { idToken, memberNumber }: { idToken: string; memberNumber: string },
): Promise<{ link: memberLinks.MemberLink; isNew: boolean }> {
  const keys = await contactKeys(env, accountId)
  // Before anybody becomes known by it.
  await findingHash(keys, memberNumber)
  const channelId = env.MEMBER_SITE_CHANNEL_ID ?? env.LINE_LOGIN_CHANNEL_ID
  const identity = await lineLogin.verifyIdTokenOf(channelId, idToken)
  const claimed = await inTransaction(db, async (sql) => {
    const at = now()
    const { id: shopperId, stoppedAt } = await shoppers.upsert(sql, accountId, identity, at)
    if (stoppedAt) throw new ProblemError('use_stopped')
    await shoppers.lock(sql, accountId, shopperId)
    return linkMember(sql, {
      ...{ accountId, shopperId, how: { source: 'line_login' }, cause: `login:${hashing.sha256(idToken)}` },
      ...{ number: await sealNumber(keys, shopperId, memberNumber), now: at },
    })
  })
  return { link: requireLinked(claimed), isNew: claimed.outcome === 'linked' }
}

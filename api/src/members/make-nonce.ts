import { inTransaction, memberLinks } from '@tamaru/db'
import { NONCE_LIVES_MS, nonceLives, ProblemError } from '@tamaru/domain'
import { contactKeys } from '../contacts/contact-keys.ts'
import type { Ports } from '../ports.ts'
import { requirePresent } from '../leaving/require-present.ts'
import { digestOf, sealNumber } from './member-number.ts'

/** LINE wants 128 bit at least, in base64. */
const NONCE_BYTES = 32

/**
 * Makes the nonce by which LINE brings a link back, for whom the brand's site has logged in, and says where they go with it. It is
 * of the person alone for whom LINE's token was issued, counts once and for ten minutes; a token leads to one nonce.
 */
export async function makeNonce(
  { db, env, now }: Pick<Ports, 'db' | 'env' | 'now'>,
  accountId: string,
  { linkToken, memberNumber }: { linkToken: string; memberNumber: string },
): Promise<{ url: string; expiresAt: Date }> {
  const keys = await contactKeys(env, accountId)
  const linkTokenSha256 = await digestOf(linkToken)
  const nonce = Buffer.from(crypto.getRandomValues(new Uint8Array(NONCE_BYTES))).toString('base64')
  return inTransaction(db, async (sql) => {
    const at = now()
    const attempt = await memberLinks.findAttempt(sql, accountId, linkTokenSha256)
    if (!attempt || !nonceLives(attempt.begunAt, at)) throw new ProblemError('link_token_unknown')
    await requirePresent(sql, accountId, attempt.shopperId)
    const number = await sealNumber(keys, attempt.shopperId, memberNumber)
    const holder = await memberLinks.findByNumber(sql, accountId, number.keyedHash)
    // Said here, where the person sees it; what counts is said when LINE brings the nonce back.
    if (holder && holder.shopperId !== attempt.shopperId) throw new ProblemError('member_number_taken')
    const given = { ...number, nonceSha256: await digestOf(nonce) }
    if (!(await memberLinks.giveNonce(sql, accountId, linkTokenSha256, given, at)))
      throw new ProblemError('link_token_unknown')
    const url = new URL(`${loginOrigin(env.LINE_API_URL)}/dialog/bot/accountLink`)
    url.search = new URLSearchParams({ linkToken, nonce }).toString()
    return { url: url.href, expiresAt: new Date(at.getTime() + NONCE_LIVES_MS) }
  })
}

/** Where LINE's own pages are. A stand-in has them beside its API. */
const loginOrigin = (apiUrl: string): string =>
  apiUrl === 'https://api.line.me' ? 'https://access.line.me' : apiUrl

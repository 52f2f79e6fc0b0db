import { memberLinks, type shoppers } from '@tamaru/db'
import { ProblemError } from '@tamaru/domain'
import type { Env } from '../env.ts'
import type { Ports } from '../ports.ts'
import { digestOf } from './member-number.ts'

/** Tells whether people can be sent to the brand's site to be linked. */
export const canBegin = (env: Env): env is Env & { MEMBER_SITE_URL: string } =>
  Boolean(env.MEMBER_SITE_URL && env.MEMBER_SITE_KEYS && env.CONTACT_KEY)

/**
 * Begins a person's way to a link: LINE's token for it, with which they go to the brand's site. Only a SHA-256 of the token is
 * kept, by which the site's nonce is later bound to this person and to nobody else.
 */
export async function beginLink(
  { db, env, line, now }: Pick<Ports, 'db' | 'env' | 'line' | 'now'>,
  { accountId, id: shopperId, lineUserId, stoppedAt }: shoppers.Shopper,
): Promise<{ url: string }> {
  if (!canBegin(env)) throw new ProblemError('member_site_not_set_up')
  if (stoppedAt) throw new ProblemError('use_stopped')
  if (await memberLinks.find(db, accountId, shopperId)) throw new ProblemError('member_linked_already')
  const issued = await line.linkToken(lineUserId)
  if (issued.outcome === 'unreachable') throw new ProblemError('friendship_needed')
  if (issued.outcome === 'unknown') throw new ProblemError('line_unavailable')
  const linkTokenSha256 = await digestOf(issued.linkToken)
  await memberLinks.begin(db, accountId, { shopperId, linkTokenSha256 }, now())
  const url = new URL(env.MEMBER_SITE_URL)
  url.searchParams.set('linkToken', issued.linkToken)
  return { url: url.href }
}

import { inTransaction, memberLinks, shoppers, type JobResult, type Sql } from '@tamaru/db'
import { nonceLives, tellProblem, type ProblemKind } from '@tamaru/domain'
import { linkMember, REFUSED_CLAIM } from '../members/link-member.ts'
import { digestOf } from '../members/member-number.ts'
import type { Ports } from '../ports.ts'
import type { Said } from '../templates/said.ts'
import { tell } from '../templates/tell.ts'
import type { Heard } from './heard.ts'

/** LINE brings a nonce back for the person who said yes there: they are linked, once, and told; or told why not. */
export async function answerAccountLink(
  { event, shopper, reply }: Heard,
  ports: Pick<Ports, 'db' | 'env' | 'now'>,
): Promise<JobResult> {
  const nonceSha256 = await digestOf(event.link!.nonce)
  const { accountId, id: shopperId } = shopper
  const cause = `event:${event.webhookEventId}`
  return inTransaction(ports.db, async (sql) => {
    const now = ports.now()
    if (!(await shoppers.lock(sql, accountId, shopperId))) return { outcome: 'done' }
    const refusal = await claim(sql, { accountId, shopperId, nonceSha256, cause, now })
    const say: Said = refusal ? refusedMessage(refusal) : { kind: 'member_linked', values: {} }
    const naturalKey = `${cause}:member-link`
    await tell(sql, ports, { accountId, shopperId, naturalKey, purpose: 'answer', say: [say], reply, now })
    return { outcome: 'done' }
  })
}

/** Undefined: they are linked. */
async function claim(
  sql: Sql,
  {
    accountId,
    shopperId,
    nonceSha256,
    cause,
    now,
  }: { accountId: string; shopperId: string; nonceSha256: Uint8Array; cause: string; now: Date },
): Promise<ProblemKind | undefined> {
  const taken = await memberLinks.takeNonce(sql, accountId, { shopperId, nonceSha256 })
  if (!taken || !nonceLives(taken.nonceAt, now)) return 'link_token_unknown'
  const { sealed, keyedHash } = taken
  const claimed = await linkMember(sql, {
    ...{ accountId, shopperId, number: { sealed, keyedHash }, how: { source: 'account_link' }, cause, now },
  })
  return claimed.outcome === 'refused' ? REFUSED_CLAIM[claimed.refusal] : undefined
}

/** Says that LINE made nothing of a link, which is told without its person: its nonce counts no more. */
export async function forgetAccountLink(
  { db }: Pick<Ports, 'db'>,
  accountId: string,
  nonce: string,
): Promise<JobResult> {
  await memberLinks.dropNonce(db, accountId, await digestOf(nonce))
  return { outcome: 'done' }
}

function refusedMessage(kind: ProblemKind): Said {
  const [ja, en] = [tellProblem(kind, 'ja'), tellProblem(kind, 'en')]
  const values = { title: { ja: ja.title, en: en.title }, detail: { ja: ja.detail, en: en.detail } }
  return { kind: 'member_not_linked', values }
}

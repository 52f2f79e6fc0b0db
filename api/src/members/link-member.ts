import { memberLinks, type Sql } from '@tamaru/db'
import { ProblemError, type ClaimRefusal, type ProblemKind } from '@tamaru/domain'
import { recordHappening } from '../happenings/record-happening.ts'

/** The words for a claim that is refused. */
export const REFUSED_CLAIM: Readonly<Record<ClaimRefusal, ProblemKind>> = {
  number_taken: 'member_number_taken',
  person_linked: 'member_linked_already',
}

interface Claim {
  accountId: string
  /** Held by the caller. */
  shopperId: string
  number: memberLinks.KeptNumber
  how: memberLinks.HowLinked
  /** What the claim came by, of which it is one: an event, a token, a row. */
  cause: string
  now: Date
}

/**
 * Links a person with a member number, or says why not, and tells that it happened. Who has a number keeps it: a dispute is decided
 * by staff, who end the link that is wrong, and never by who comes later.
 */
export async function linkMember(
  sql: Sql,
  { accountId, shopperId, number, how, cause, now }: Claim,
): Promise<memberLinks.Claimed> {
  const claimed = await memberLinks.claim(sql, accountId, { ...number, shopperId }, how, now)
  const head = { accountId, shopperId, at: now }
  const { source } = how
  if (claimed.outcome === 'linked') {
    const { id: linkId } = claimed.link
    const naturalKey = `member-link:${linkId}`
    await recordHappening(sql, { ...head, naturalKey, kind: 'member_linked', payload: { linkId, source } })
  }
  if (claimed.outcome === 'refused') {
    const payload = { source, reason: claimed.refusal }
    const naturalKey = `member-claim:${cause}`
    await recordHappening(sql, { ...head, naturalKey, kind: 'member_link_refused', payload })
  }
  return claimed
}

/** Ends the link that stands of a person or a number, and tells that it happened. Undefined: none does. */
export async function unlinkMember(
  sql: Sql,
  accountId: string,
  which: Parameters<typeof memberLinks.end>[2],
  how: memberLinks.HowEnded,
  now: Date,
): Promise<memberLinks.MemberLink | undefined> {
  const ended = await memberLinks.end(sql, accountId, which, how, now)
  if (ended)
    await recordHappening(sql, {
      ...{ accountId, shopperId: ended.shopperId, at: now, naturalKey: `member-link:${ended.id}:ended` },
      kind: 'member_unlinked',
      payload: { linkId: ended.id, by: how.by },
    })
  return ended
}

/** Throws where a claim was refused; what was told of it has to stand already. */
export function requireLinked(claimed: memberLinks.Claimed): memberLinks.MemberLink {
  if (claimed.outcome === 'refused') throw new ProblemError(REFUSED_CLAIM[claimed.refusal])
  return claimed.link
}

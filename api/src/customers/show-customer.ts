import { consents, customers, shopPurchases, shoppers, tags, type staff } from '@tamaru/db'
import { ASKED_PURPOSES, ProblemError, shownName, wordingCovers } from '@tamaru/domain'
import type { Ports } from '../ports.ts'
import type { CustomerDetail } from './customer-detail.ts'
import { freshenFacts } from './keep-facts.ts'

const LAST_PURCHASES = 5

/** One person as somebody of the staff may see them. Refuses `not_found` for who has left, and who is out of
 * their reach. */
export async function showCustomer(
  ports: Pick<Ports, 'db' | 'now'>,
  member: staff.Staff,
  shopperId: string,
): Promise<CustomerDetail> {
  const { db, now } = ports
  const { accountId } = member
  await freshenFacts(ports)
  const at = now()
  const [shopper, known, history, ownTags, ownShop] = await Promise.all([
    shoppers.find(db, accountId, shopperId),
    customers.find(db, accountId, shopperId, at),
    consents.history(db, accountId, shopperId),
    tags.listOf(db, accountId, shopperId),
    shopPurchases.sumUp(db, accountId, shopperId, LAST_PURCHASES),
  ])
  if (!shopper || !(await customers.isWithinReach(db, member, shopperId))) throw new ProblemError('not_found')
  return {
    ...{ shopperId, displayName: shownName(member, shopper.displayName) },
    ...{ stoppedAt: shopper.stoppedAt?.toISOString() ?? null, testSide: shopper.testSide },
    ...{ prefecture: shopper.prefecture, language: shopper.language },
    joinedAt: shopper.createdAt.toISOString(),
    known: known ? toKnown(known) : null,
    ownShop,
    consents: ASKED_PURPOSES.flatMap((purpose) => {
      const last = history.find((each) => each.purpose === purpose)
      if (!last) return []
      const given = last.given && wordingCovers(last.wording, purpose)
      return [{ purpose, given, at: last.at.toISOString() }]
    }),
    tags: ownTags.map(({ id, name, endsOn }) => ({ id, name, endsOn })),
  }
}

function toKnown(known: customers.KnownCustomer): NonNullable<CustomerDetail['known']> {
  const { stage, friend, analysis, receipts, spentYen, lastReceiptOn, nps, points, rank } = known
  return {
    ...{ stage, friend, analysis, receipts, spent_yen: spentYen, lastReceiptOn, nps, points, rank },
    friendSince: known.friendSince?.toISOString() ?? null,
    firstReceiptOn: known.firstReceiptOn,
    usualStore: known.usualStore,
  }
}

import {
  approvals,
  audit,
  consents,
  notices,
  outbox,
  sendingRules,
  shoppers,
  type accounts,
} from '@tamaru/db'
import { ASKED_PURPOSES, costOfPushes, HOLIDAYS_END_YEAR, monthOf } from '@tamaru/domain'
import type { Ports } from '../ports.ts'
import type { AccountView } from './account-view.ts'

export async function showAccount(
  { db, now }: Pick<Ports, 'db' | 'now'>,
  { id, name }: accounts.Account,
): Promise<AccountView> {
  const { month, since } = monthOf(now())
  const [policy, rules, approvalOn, notice, counted, offers, changes] = await Promise.all([
    consents.policy(db, id),
    sendingRules.find(db, id),
    approvals.isOn(db, id),
    notices.find(db, id),
    consents.count(db, id),
    consents.countOffersByPurchases(db, id),
    audit.lastConsentChanges(db, id),
  ])
  const pushed = await outbox.countPushed(db, id, since)
  return {
    name,
    noticeVersion: notice?.version ?? null,
    shoppers: counted.shoppers,
    consent: ASKED_PURPOSES.map((purpose) => {
      const said = counted.purposes.find((of) => of.purpose === purpose)
      const { given = 0, refused = 0, friends = 0 } = said ?? {}
      const silentFriends = counted.friends - friends
      const standing = given + (policy[purpose].ground === 'friendship' ? silentFriends : 0)
      const neverAsked = counted.shoppers - given - refused
      const change = changes.find((of) => of.purpose === purpose)
      return {
        ...{ purpose, ...policy[purpose] },
        people: { given, refused, neverAsked, silentFriends, standing },
        changedAt: change?.at.toISOString() ?? null,
        changedBy: change?.by ?? null,
      }
    }),
    offersByPurchases: { ...offers, excluded: offers.agreedToOffers - offers.reached },
    approvalOn,
    ...rules,
    ...(await countPrefectures(db, id, rules.stoppedPrefectures)),
    month: { month, pushed, cost_yen: costOfPushes(pushed, rules) },
    holidaysEndYear: HOLIDAYS_END_YEAR,
  }
}

async function countPrefectures(db: Ports['db'], accountId: string, stopped: readonly string[]) {
  const { living, unknown } = await shoppers.countLiving(db, accountId, stopped)
  return { stoppedPeople: living, peopleOfUnknownPrefecture: unknown }
}

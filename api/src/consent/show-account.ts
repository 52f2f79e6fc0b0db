import { approvals, consents, notices, outbox, sendingRules, shoppers, type accounts } from '@tamaru/db'
import { ASKED_PURPOSES, costOfPushes, HOLIDAYS_END_YEAR, monthOf } from '@tamaru/domain'
import type { Ports } from '../ports.ts'
import type { AccountView } from './account-view.ts'

export async function showAccount(
  { db, now }: Pick<Ports, 'db' | 'now'>,
  { id, name }: accounts.Account,
): Promise<AccountView> {
  const { month, since } = monthOf(now())
  const [policy, rules, approvalOn, notice, counted, offers] = await Promise.all([
    consents.policy(db, id),
    sendingRules.find(db, id),
    approvals.isOn(db, id),
    notices.find(db, id),
    consents.count(db, id),
    consents.countOffersByPurchases(db, id),
  ])
  const pushed = await outbox.countPushed(db, id, since)
  return {
    name,
    noticeVersion: notice?.version ?? null,
    shoppers: counted.shoppers,
    consent: ASKED_PURPOSES.map((purpose) => {
      const { given, refused } = counted.purposes.find((of) => of.purpose === purpose) ?? {
        given: 0,
        refused: 0,
      }
      const people = { given, refused, neverAsked: counted.shoppers - given - refused }
      return { purpose, ...policy[purpose], people }
    }),
    offersByPurchases: { ...offers, excluded: offers.agreedToOffers - offers.reached },
    approvalOn,
    ...rules,
    stoppedPeople: await shoppers.countLiving(db, id, rules.stoppedPrefectures),
    month: { month, pushed, cost_yen: costOfPushes(pushed, rules) },
    holidaysEndYear: HOLIDAYS_END_YEAR,
  }
}

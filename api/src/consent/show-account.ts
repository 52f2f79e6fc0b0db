import { approvals, consents, notices, sendingRules, type accounts, type Db } from '@tamaru/db'
import { ASKED_PURPOSES, HOLIDAYS_END_YEAR } from '@tamaru/domain'
import type { AccountView } from './account-view.ts'

export async function showAccount(db: Db, { id, name }: accounts.Account): Promise<AccountView> {
  const [policy, rules, approvalOn, notice, counted, offers] = await Promise.all([
    consents.policy(db, id),
    sendingRules.find(db, id),
    approvals.isOn(db, id),
    notices.find(db, id),
    consents.count(db, id),
    consents.countOffersByPurchases(db, id),
  ])
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
    holidaysEndYear: HOLIDAYS_END_YEAR,
  }
}

import type { AccountChange } from '../../api/src/consent/account-view.ts'

/** What the demo's account allows itself: at most three messages a week to one person, and 30,000 yen a month. */
export const demoSending: AccountChange = {
  caps: [{ days: 7, messages: 3 }],
  plan: { freeMessages: 5_000, extraMessage_yen: 3 },
  budget_yen: 30_000,
  quotaShares: { offers_percent: 60, others_percent: 85 },
}

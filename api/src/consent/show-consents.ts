import { consents, notices, type Db, type shoppers } from '@tamaru/db'
import { ASKED_PURPOSES, consentStands, consentWords, CURRENT_WORDING } from '@tamaru/domain'
import type { ConsentsView } from './consent-view.ts'

/** Shows what a person is asked about and has said. What they once agreed to can be taken back, asked about or not. */
export async function showConsents(db: Db, { accountId, id }: shoppers.Shopper): Promise<ConsentsView> {
  const [said, policy, history, notice] = await Promise.all([
    consents.said(db, accountId, id),
    consents.policy(db, accountId),
    consents.history(db, accountId, id),
    notices.find(db, accountId),
  ])
  // Whoever is no friend is sent nothing anyway: it is shown as it will be once they are.
  const person = { said, policy, isFriend: true }
  return {
    wording: CURRENT_WORDING,
    noticeVersion: notice?.version ?? null,
    purposes: ASKED_PURPOSES.filter((purpose) => policy[purpose].asked || said[purpose]?.given).map(
      (purpose) => ({
        purpose,
        ...consentWords(CURRENT_WORDING, purpose)!,
        given: consentStands(purpose, person),
      }),
    ),
    history: history.map(({ purpose, given, wording, noticeVersion, at }) => ({
      purpose,
      title: (consentWords(wording, purpose) ?? consentWords(CURRENT_WORDING, purpose)!).title,
      given,
      wording,
      noticeVersion,
      at: at.toISOString(),
    })),
  }
}

import { consents, inTransaction, notices, purchasedItems, type shoppers } from '@tamaru/db'
import { CURRENT_WORDING, ProblemError, type AskedPurpose } from '@tamaru/domain'
import { recordHappening } from '../happenings/record-happening.ts'
import type { Ports } from '../ports.ts'
import type { ConsentAnswer } from './consent-view.ts'

/** Writes a person's answer down. A yes counts to the words of now only; a no to whichever they saw. */
export function answerConsent(
  { db, now }: Pick<Ports, 'db' | 'now'>,
  { accountId, id: shopperId }: shoppers.Shopper,
  purpose: AskedPurpose,
  { given, wording, noticeVersion }: ConsentAnswer,
): Promise<void> {
  return inTransaction(db, async (sql) => {
    const notice = await notices.find(sql, accountId)
    const isOfNow = wording === CURRENT_WORDING && noticeVersion === (notice?.version ?? null)
    if (given && !isOfNow) throw new ProblemError('consent_text_changed')
    if (given && !(await consents.policy(sql, accountId))[purpose].asked) throw new ProblemError('not_found')
    const [said, at] = [{ purpose, given, wording: CURRENT_WORDING }, now()]
    const eventId = await consents.record(
      sql,
      { accountId, shopperId },
      { ...said, noticeVersion: notice?.version ?? null, source: 'mini_app', at },
    )
    const kind = given ? 'consent_given' : 'consent_withdrawn'
    const naturalKey = `consent:${eventId}`
    if (purpose === 'sensitive' && !given) await purchasedItems.forgetSensitive(sql, accountId, shopperId)
    if (eventId)
      await recordHappening(sql, { accountId, shopperId, kind, at, naturalKey, payload: { purpose } })
  })
}

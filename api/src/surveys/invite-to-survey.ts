import { campaigns, consents, entries, surveys } from '@tamaru/db'
import {
  addDays,
  consentStands,
  NPS_PAUSE_DAYS,
  NPS_QUESTION,
  startOfTokyoDay,
  tokyoDate,
} from '@tamaru/domain'
import type { Reaction } from '../happenings/reaction.ts'
import { tell } from '../templates/tell.ts'

const MINUTE_MS = 60_000

/** Asks for a score after a credit, each person at most once every 90 days, not at night, and nobody who wants no surveys. */
export const inviteToSurvey: Reaction<'entry_approved'> = async (sql, ports, { accountId, payload }) => {
  const entry = await entries.find(sql, accountId, payload.entryId)
  if (entry?.state !== 'approved') return
  const campaign = (await campaigns.findVersion(sql, accountId, entry.campaignVersionId!))!
  const { shopperId, id: entryId } = entry
  const now = ports.now()
  const said = await consents.said(sql, accountId, shopperId)
  const policy = await consents.policy(sql, accountId)
  // The question stands in the app for who is no friend yet; whether it may come to the chat is asked where it is sent.
  if (!consentStands('surveys', { said, policy, isFriend: true })) return
  const notSince = startOfTokyoDay(addDays(tokyoDate(now), -NPS_PAUSE_DAYS))
  const invitationId = await surveys.inviteOncePer(sql, { accountId, shopperId, entryId, notSince, now })
  if (!invitationId) return
  await tell(sql, ports, {
    accountId,
    shopperId,
    naturalKey: `survey:${invitationId}`,
    purpose: 'survey',
    say: [{ kind: 'survey', values: { question: NPS_QUESTION }, link: '/survey' }],
    notBefore: new Date(now.getTime() + campaign.rules.surveyAfter_min * MINUTE_MS),
    now,
  })
}

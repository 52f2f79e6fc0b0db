import { campaigns, entries, surveys } from '@tamaru/db'
import { addDays, NPS_PAUSE_DAYS, nextSendingTime, startOfTokyoDay, tokyoDate } from '@tamaru/domain'
import { surveyMessage } from './survey-message.ts'
import type { Reaction } from '../happenings/reaction.ts'
import { queueMessage } from '../messages/queue-message.ts'

const MINUTE_MS = 60_000

/** Asks for a score after a credit, each person at most once every 90 days, and not at night. */
export const inviteToSurvey: Reaction<'entry_approved'> = async (sql, ports, { accountId, payload }) => {
  const entry = await entries.find(sql, accountId, payload.entryId)
  if (entry?.state !== 'approved') return
  const campaign = (await campaigns.findVersion(sql, accountId, entry.campaignVersionId!))!
  const { shopperId, id: entryId } = entry
  const now = ports.now()
  const notSince = startOfTokyoDay(addDays(tokyoDate(now), -NPS_PAUSE_DAYS))
  const invitationId = await surveys.inviteOncePer(sql, { accountId, shopperId, entryId, notSince })
  if (!invitationId) return
  await queueMessage(sql, {
    accountId,
    shopperId,
    naturalKey: `survey:${invitationId}`,
    purpose: 'survey',
    messages: [surveyMessage(ports.env.LINE_LIFF_ID)],
    notBefore: nextSendingTime(new Date(now.getTime() + campaign.rules.surveyAfter_min * MINUTE_MS)),
  })
}

import { surveys, type campaigns, type entries, type Sql } from '@tamaru/db'
import { addDays, NPS_PAUSE_DAYS, nextSendingTime, startOfTokyoDay, tokyoDate } from '@tamaru/domain'
import { surveyMessage } from './survey-message.ts'
import { queueMessage } from '../messages/queue-message.ts'
import type { Ports } from '../ports.ts'

const MINUTE_MS = 60_000

/** Asks for a score after a credit, each person at most once every 90 days, and not at night. */
export async function inviteToSurvey(
  sql: Sql,
  ports: Pick<Ports, 'env' | 'now'>,
  entry: entries.Entry,
  campaign: campaigns.CampaignVersion,
): Promise<void> {
  const { accountId, shopperId, id: entryId } = entry
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

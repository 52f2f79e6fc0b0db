import { ledger, reminders, underLease, type Db } from '@tamaru/db'
import { addDays, nextSendingTime, tokyoDate } from '@tamaru/domain'
import { z } from 'zod'
import type { JobHandler } from '../jobs/job-handler.ts'
import { expiryMessage } from './point-messages.ts'
import { queueMessage } from '../messages/queue-message.ts'

/** Two weeks hold two weekends: time to shop, or to choose a reward. */
const DAYS_BEFORE = 14

const Payload = z.object({ shopperId: z.uuid(), expiresOn: z.iso.date() })

/** Makes an event of each person whose points lapse soon; once for each day on which some do. */
export async function findReminders(db: Db, now: Date): Promise<number> {
  const today = tokyoDate(now)
  return reminders.enqueueExpiryReminders(db, today, addDays(today, DAYS_BEFORE))
}

/** Tells a person how many points lapse on that day, unless they have used them meanwhile. Not at night. */
export const remindExpiry: JobHandler = async (job, ports) => {
  const { shopperId, expiresOn } = Payload.parse(job.payload)
  const { accountId } = job
  await underLease(ports.db, job, async (sql) => {
    const lots = await ledger.openLots(sql, accountId, shopperId)
    const lapsing = lots.filter((lot) => lot.expiresOn === expiresOn)
    const points = lapsing.reduce((sum, lot) => sum + lot.pointsLeft, 0)
    if (points === 0) return
    await queueMessage(sql, {
      accountId,
      shopperId,
      naturalKey: `expiry:${shopperId}:${expiresOn}`,
      purpose: 'reminder',
      messages: [expiryMessage({ liffId: ports.env.LINE_LIFF_ID, points, expiresOn })],
      notBefore: nextSendingTime(ports.now()),
    })
  })
  return { outcome: 'done' }
}

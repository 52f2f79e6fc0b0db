import { ledger, reminders, underLease, type Db } from '@tamaru/db'
import { addDays, payloadOf, tokyoDate } from '@tamaru/domain'
import type { JobHandler } from '../jobs/job-handler.ts'
import { recordHappening } from '../happenings/record-happening.ts'
import { tell } from '../templates/tell.ts'

/** Two weeks hold two weekends: time to shop, or to choose a reward. */
const DAYS_BEFORE = 14

/** Makes an event of each person whose points lapse soon; once for each day on which some do. */
export async function findReminders(db: Db, now: Date): Promise<number> {
  const today = tokyoDate(now)
  return reminders.enqueueExpiryReminders(db, today, addDays(today, DAYS_BEFORE), now)
}

/** Tells a person how many points lapse on that day, unless they have used them meanwhile. Not at night. */
export const remindExpiry: JobHandler = async (job, ports) => {
  const { shopperId, expiresOn } = payloadOf('remind_expiry', job)
  const { accountId } = job
  await underLease(ports.db, job, async (sql) => {
    const lots = await ledger.openLots(sql, accountId, shopperId)
    const lapsing = lots.filter((lot) => lot.expiresOn === expiresOn)
    const points = lapsing.reduce((sum, lot) => sum + lot.pointsLeft, 0)
    if (points === 0) return
    const at = ports.now()
    const naturalKey = `expiry:${shopperId}:${expiresOn}`
    const payload = { points, expiresOn }
    await recordHappening(sql, {
      accountId,
      shopperId,
      kind: 'points_about_to_lapse',
      at,
      naturalKey,
      payload,
    })
    await tell(sql, ports, {
      accountId,
      shopperId,
      naturalKey,
      purpose: 'reminder',
      say: [{ kind: 'points_lapse', values: { points, day: expiresOn }, link: '/points' }],
      now: at,
    })
  })
  return { outcome: 'done' }
}

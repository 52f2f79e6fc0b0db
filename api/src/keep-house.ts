import { sessions } from '@tamaru/db'
import { expireLots } from './points/expire-lots.ts'
import { findReminders } from './points/remind-expiry.ts'
import { releasePending } from './points/release-pending.ts'
import type { Ports } from './ports.ts'

/**
 * What time alone makes due: pending points are released, points lapse and are spoken of before they do, old sessions
 * go. Running it twice, or twice at once, is harmless.
 */
export async function keepHouse({ db, now, log }: Pick<Ports, 'db' | 'now' | 'log'>): Promise<void> {
  try {
    const releasedLots = await releasePending(db, now())
    const expiredLots = await expireLots(db, now())
    const reminders = await findReminders(db, now())
    const closedSessions = await sessions.removeExpired(db)
    log({ level: 'info', msg: 'housekeeping', releasedLots, expiredLots, reminders, closedSessions })
  } catch (error) {
    log({ level: 'error', msg: 'housekeeping failed', error: String(error) })
  }
}

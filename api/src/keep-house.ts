import { sessions } from '@tamaru/db'
import { expireLots } from './points/expire-lots.ts'
import type { Ports } from './ports.ts'

/** What time alone makes due: points lapse, old sessions go. Running it twice, or twice at once, is harmless. */
export async function keepHouse({ db, now, log }: Pick<Ports, 'db' | 'now' | 'log'>): Promise<void> {
  try {
    const expiredLots = await expireLots(db, now())
    const closedSessions = await sessions.removeExpired(db)
    log({ level: 'info', msg: 'housekeeping', expiredLots, closedSessions })
  } catch (error) {
    log({ level: 'error', msg: 'housekeeping failed', error: String(error) })
  }
}

import { allowances, attributeValues, makeHappeningMonths, sessions } from '@tamaru/db'
import { expireLots } from './points/expire-lots.ts'
import { releaseHeld } from './messages/release-held.ts'
import { findReminders } from './points/remind-expiry.ts'
import { keepRanks } from './ranks/keep-ranks.ts'
import { releasePending } from './points/release-pending.ts'
import type { Ports } from './ports.ts'
import { endTags } from './tags/end-tags.ts'
import { forgetNightly } from './retention/forget-nightly.ts'

/** Nobody writes one photo for so long. */
const WRITING_MS = 3_600_000

/**
 * Does what time alone makes due: room for what will happen; pending points are released, points lapse and are spoken
 * of before they do; ranks that changed are told of; held messages go where LINE takes them again; old sessions, half-written photos, runs that ended
 * what people wrote in the chat and values of attributes that are kept no longer are removed. Running it twice, or twice at once, is harmless.
 */
export async function keepHouse(ports: Ports): Promise<void> {
  const { db, photos, now, log } = ports
  const done: Record<string, unknown> = {}
  /** One piece that fails keeps no other from being done. */
  async function keep(name: string, piece: () => Promise<unknown>): Promise<void> {
    try {
      done[name] = await piece()
    } catch (error) {
      log({ level: 'error', msg: 'housekeeping failed', piece: name, error: String(error) })
    }
  }
  await keep('happeningMonths', () => makeHappeningMonths(db, now()))
  await keep('releasedLots', () => releasePending(db, now()))
  await keep('expiredLots', () => expireLots(db, now()))
  await keep('changedRanks', () => keepRanks(db, now()))
  await keep('reminders', () => findReminders(db, now()))
  await keep('releasedMessages', () => releaseHeld(ports))
  await keep('closedSessions', () => sessions.removeExpired(db, now()))
  await keep('allowances', () => allowances.forgetWhole(db, now()))
  await keep('unfinishedPhotos', () => photos.removeUnfinished(new Date(now().getTime() - WRITING_MS)))
  await keep('endedTags', () => endTags(db, now()))
  await keep('attributeValues', () => attributeValues.forgetOld(db, now()))
  await keep('retention', () => forgetNightly(ports))
  log({ level: 'info', msg: 'housekeeping', ...done })
}

import { heldMessages, review, sendingRules, type staff } from '@tamaru/db'
import { countWorkingDays, markOfDay, tokyoDate } from '@tamaru/domain'
import type { z } from 'zod'
import type { Ports } from '../ports.ts'
import type { OverviewView } from './review-view.ts'

const OVERVIEW_DAYS = 30

/** How entries and points went by day, and what waits, within a person of the staff's reach. */
export async function showOverview(
  { db, now }: Pick<Ports, 'db' | 'now'>,
  member: staff.Staff,
): Promise<z.infer<typeof OverviewView>> {
  const { accountId, storeIds } = member
  const at = now()
  const [counts, byDay, since, { closingDays }, held] = await Promise.all([
    review.countByState(db, member, 'who_shops'),
    review.countByDay(db, member, OVERVIEW_DAYS, tokyoDate(at)),
    review.waitingSince(db, member),
    sendingRules.find(db, accountId),
    // Messages are the whole account's.
    storeIds === null ? heldMessages.countByReason(db, accountId, 'held') : null,
  ])
  return {
    counts,
    byDay: byDay.map((of) => ({ ...of, mark: markOfDay(closingDays, of.day) })),
    waiting: since && { since: since.toISOString(), workingDays: countWorkingDays(closingDays, since, at) },
    heldMessages: held && held.reduce((sum, { messages }) => sum + messages, 0),
    isTokenRefused: held?.some(({ reason }) => reason === 'unauthorized') ?? false,
  }
}

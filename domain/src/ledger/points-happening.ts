import type { HappeningKind, ToldHappening } from '../happenings/happening.ts'
import { CREDIT_REASONS, type CreditReason, type Journal, type JournalReason } from './journal.ts'

type Moved = Pick<Journal, 'naturalKey' | 'reason' | 'shopperId' | 'entryId'> & { points: number }

const KINDS = {
  entry_credit: 'points_credited',
  prize: 'points_credited',
  opening: 'points_credited',
  grant: 'points_credited',
  release: 'points_released',
  exchange: 'points_spent',
  exchange_cancelled: 'points_returned',
  claw_back: 'points_taken_back',
  expiry: 'points_lapsed',
} as const satisfies Record<JournalReason, HappeningKind>

const isCredit = (reason: JournalReason): reason is CreditReason => reason in CREDIT_REASONS

/** Makes a journal the happening that it is to its person, once per journal, by the journal's own natural key. */
export function pointsHappening(accountId: string, moved: Moved, at: Date): ToldHappening {
  const { reason, shopperId, entryId, points } = moved
  const head = { accountId, shopperId, at, naturalKey: `journal:${moved.naturalKey}` }
  if (isCredit(reason)) return { ...head, kind: KINDS[reason], payload: { points, reason, entryId } }
  if (reason === 'claw_back') return { ...head, kind: KINDS[reason], payload: { points, entryId } }
  return { ...head, kind: KINDS[reason], payload: { points } }
}

import type { Check } from './decision.ts'
import type { Reading } from '../receipts/reading.ts'

/** What may have changed since an entry was rejected. */
export interface Since {
  /** The Tokyo days of the rejection and of now, YYYY-MM-DD. */
  rejectedOn: string
  today: string
  /** What is sent now is judged by another version of the rules, or by another campaign. */
  otherRules: boolean
  /** Whether another entry still holds the very same photo. */
  samePhoto: boolean
  /** The entries, of those that the failed checks name, that still hold their receipt: they are credited, or wait. */
  holding: ReadonlySet<string>
}

/**
 * Tells whether a check that failed may come out otherwise by now, so that the same photo deserves another look: a
 * limit of time is past, the rules are others, or nobody holds the receipt any more. What the photo itself shows stays
 * as it is, unless it was lost before anybody could look.
 */
export function mayPassNow({ id, value }: Pick<Check, 'id' | 'value'>, since: Since): boolean {
  switch (id) {
    case 'photo_is_receipt':
      return value === ('photo_lost' satisfies Reading['quality']['kind'])
    case 'photo_unedited':
    case 'reading_certain':
    case 'velocity':
      return false
    // Who is not let in now is turned away before a photo is looked at.
    case 'person_admitted':
      return true
    case 'photo_new':
      return !since.samePhoto
    case 'receipt_new':
      return value !== null && !since.holding.has(value)
    case 'points_left_today':
      return since.otherRules || since.today > since.rejectedOn
    case 'entry_in_period':
      return since.otherRules || hasBegun(value, since.today)
    default:
      return since.otherRules
  }
}

/** Of a period that had not begun the check kept its first day, as "2026-11-02〜"; of one that was over its last. */
function hasBegun(value: string | null, today: string): boolean {
  return value !== null && value.endsWith('〜') && today >= value.slice(0, -1)
}

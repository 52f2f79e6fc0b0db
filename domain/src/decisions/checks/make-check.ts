import { checkWords } from '../check-words.ts'
import type { Check } from '../decision.ts'
import type { Reading } from '../../receipts/reading.ts'

/**
 * From this confidence on, a machine may credit without a person. Confidence is the share of such readings on which total, day,
 * every good and its count are right (`npm run fit:confidence`); what is credited needs total, day and the sponsor's goods alone.
 */
export const CREDIT_WITHOUT_PERSON_AT = 0.9

/** A check as its rule saw it; `decide` adds the version of the rules. */
export type Finding = Omit<Check, 'version'>

/** One check with its words. `field` is the key of the reading's field that it rests on. */
export function makeCheck(
  id: Check['id'],
  result: Check['result'],
  value: string | null,
  field: string | null = null,
): Finding {
  return { id, result, value, field, ...checkWords(id, result, value) }
}

/** A field is believed only on a page that is: a date may agree with its weekday and still be the wrong month's. */
export function isCertain(reading: Reading, field?: string): boolean {
  const ofField = field === undefined ? 1 : (reading.fields[field]?.confidence ?? 1)
  const confidence = Math.min(reading.confidence, ofField)
  return confidence >= CREDIT_WITHOUT_PERSON_AT
}

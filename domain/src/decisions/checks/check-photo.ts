import type { Reading } from '../../receipts/reading.ts'
import { CREDIT_WITHOUT_PERSON_AT, makeCheck, type Finding } from './make-check.ts'

const FAILING: Reading['quality']['kind'][] = ['not_a_receipt', 'photo_lost', 'not_drawn']

export function checkReceipt({ quality }: Reading): Finding {
  if (quality.kind === 'receipt') return makeCheck('photo_is_receipt', 'pass', null)
  // A pale receipt may look empty and a long one cut: only print that is no receipt's (a menu) is turned down unseen. Of a
  // photo that is lost, or a file that cannot be opened, there is nothing that a person could see either.
  return makeCheck('photo_is_receipt', FAILING.includes(quality.kind) ? 'fail' : 'unknown', quality.kind)
}

export function checkCertain(reading: Reading): Finding {
  const sure = reading.confidence >= CREDIT_WITHOUT_PERSON_AT && reading.proof.fails.length === 0
  const fails = reading.proof.fails.map(({ name, left, right }) => `${name}: ${left} ≠ ${right}`)
  const value = fails.join('; ') || `${Math.round(reading.confidence * 100)}%`
  return makeCheck('reading_certain', sure ? 'pass' : 'unknown', value, 'total')
}

/** What one threshold of confidence would let pass without a look. */
export interface AutoAccept {
  accepted: number
  /** All receipts that print a total or a date, those without a reading too. */
  of: number
  /** The least confidence that passes; null where none may. */
  threshold: number | null
}

/**
 * The most receipts that one threshold accepts without a wrong total or date among them. Known only afterwards, so it is
 * the best that the order of the confidences allows, not what a threshold chosen beforehand would have reached.
 */
export function autoAccept(
  receipts: readonly { confidence: number | null; totalAndDate: boolean | null }[],
): AutoAccept | null {
  const counted = receipts.filter(({ totalAndDate }) => totalAndDate !== null)
  const sure = counted.filter((receipt) => receipt.confidence !== null)
  if (sure.length === 0) return null
  const wrong = sure.filter(({ totalAndDate }) => !totalAndDate).map(({ confidence }) => confidence!)
  const passing = sure.map(({ confidence }) => confidence!).filter((it) => it > Math.max(-1, ...wrong))
  return {
    accepted: passing.length,
    of: counted.length,
    threshold: passing.length ? Math.min(...passing) : null,
  }
}

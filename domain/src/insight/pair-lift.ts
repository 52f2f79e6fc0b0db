/** How often two goods stand on a receipt: each, both, and of how many receipts. */
export interface PairCounts {
  a: number
  b: number
  both: number
  receipts: number
}

export interface PairLift {
  /** Share of the receipts with both, 0..1. */
  support: number
  /** Of the receipts with the first, the share that has the second too, 0..1. */
  confidence: number
  /** How many times as often as if neither knew of the other. */
  lift: number
  /** 95 of 100 such intervals hold the true lift: log-normal, its variance by the delta method on the four cells. */
  liftFrom: number
  liftTo: number
}

const Z_95 = 1.959964

/** Measures how two goods go together on the receipts of a time. Throws RangeError where one of the counts is 0. */
export function pairLift({ a, b, both, receipts: n }: PairCounts): PairLift {
  if (!(both > 0 && a >= both && b >= both && n >= a + b - both))
    throw new RangeError(`no pair: ${a}, ${b}, ${both} of ${n}`)
  const [support, shareA, shareB] = [both / n, a / n, b / n]
  const lift = support / (shareA * shareB)
  const variance = (1 / support - 1 / shareA - 1 / shareB + 2 * lift - 1) / n
  const half = Z_95 * Math.sqrt(Math.max(0, variance))
  return {
    support,
    confidence: both / a,
    lift,
    liftFrom: lift * Math.exp(-half),
    liftTo: lift * Math.exp(half),
  }
}

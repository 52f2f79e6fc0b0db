/** How often the people are drawn anew, and the share of outcomes that the interval holds. */
export const RESAMPLES = 1_000
export const LEVEL = 0.95

/**
 * Works out intervals by the percentile bootstrap over people (Efron, 1979): as many people are drawn from them, with
 * replacement, again and again, and each time all that they bring is added up. `rows` are people; a column's sums go to
 * `measure` together, which makes of them what is wanted. Returns for each measure the bounds between which `LEVEL` of
 * the draws lie.
 */
export function bootstrapTotals(
  rows: readonly (readonly number[])[],
  measure: (sums: Float64Array) => readonly number[],
  random: () => number,
): { low: number; high: number }[] {
  const width = rows[0]?.length ?? 0
  const table = Float64Array.from(rows.flat())
  const sums = new Float64Array(width)
  const draws: (readonly number[])[] = []
  for (let draw = 0; draw < RESAMPLES; draw++) {
    sums.fill(0)
    for (let n = 0; n < rows.length; n++) {
      const at = Math.floor(random() * rows.length) * width
      for (let column = 0; column < width; column++) sums[column] = sums[column]! + table[at + column]!
    }
    draws.push(measure(sums))
  }
  return draws[0]!.map((_, index) => {
    const values = Float64Array.from(draws, (draw) => draw[index]!).sort()
    const at = (share: number) => values[Math.round(share * (values.length - 1))]!
    return { low: at((1 - LEVEL) / 2), high: at((1 + LEVEL) / 2) }
  })
}

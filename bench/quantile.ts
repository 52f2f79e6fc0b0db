/** The value below which the given part of the values lies; between two of them, in proportion. */
export function quantile(values: readonly number[], part: number): number {
  if (values.length === 0) throw new Error('no values')
  const sorted = values.toSorted((one, other) => one - other)
  const at = (sorted.length - 1) * part
  const below = sorted[Math.floor(at)]!
  return below + (sorted[Math.ceil(at)]! - below) * (at - Math.floor(at))
}

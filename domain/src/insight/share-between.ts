const Z_95 = 1.959964

/** A share with its interval: 95 of 100 such intervals hold the true one (Wilson, 1927). All null of nobody. */
export function shareBetween(count: number, of: number): { share: number; from: number; to: number } | null {
  if (of === 0) return null
  const share = count / of
  const z2 = Z_95 ** 2
  const middle = (share + z2 / (2 * of)) / (1 + z2 / of)
  const half = (Z_95 / (1 + z2 / of)) * Math.sqrt((share * (1 - share)) / of + z2 / (4 * of * of))
  return { share, from: Math.max(0, middle - half), to: Math.min(1, middle + half) }
}

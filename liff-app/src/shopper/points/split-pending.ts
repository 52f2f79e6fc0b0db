/** What of these pending points a debt takes when they come, and what can be spent then. */
export function splitPending(
  pending: readonly { points: number }[],
  debt: number,
): { repays: number; usable: number } {
  const sum = pending.reduce((total, { points }) => total + points, 0)
  const repays = Math.min(debt, sum)
  return { repays, usable: sum - repays }
}

export interface DayOfPoints {
  /** A Tokyo day, YYYY-MM-DD. */
  day: string
  points: number
}

/** Points that share a day as one sum; the soonest first, and no day without any. */
export function sumByDay(parts: readonly DayOfPoints[]): DayOfPoints[] {
  const days = new Map<string, number>()
  for (const { day, points } of parts) if (points > 0) days.set(day, (days.get(day) ?? 0) + points)
  return [...days].map(([day, points]) => ({ day, points })).sort((a, b) => (a.day < b.day ? -1 : 1))
}

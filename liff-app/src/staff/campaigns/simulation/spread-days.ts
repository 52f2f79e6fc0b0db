import { addDays, type SimulationReport } from '@tamaru/domain'

export interface PointColumn {
  /** The first day, YYYY-MM-DD. */
  day: string
  points: number
  pointsNow: number | null
}

/** More columns than this are a blur: weeks then stand for days. */
const MOST_DAYS = 92
const WEEK = 7

/** A column a day, days without entries among them; a column a week where there are too many days. */
export function spreadDays(byDay: SimulationReport['byDay']): { days: 1 | 7; columns: PointColumn[] } {
  const [first, last] = [byDay[0]?.day, byDay.at(-1)?.day]
  if (!first || !last) return { days: 1, columns: [] }
  const known = new Map(byDay.map((day) => [day.day, day]))
  const compares = byDay[0]!.pointsNow !== null
  const columns: PointColumn[] = []
  for (let day = first; day <= last; day = addDays(day, 1)) {
    const { points = 0, pointsNow = 0 } = known.get(day) ?? {}
    columns.push({ day, points, pointsNow: compares ? (pointsNow ?? 0) : null })
  }
  return columns.length > MOST_DAYS ? { days: WEEK, columns: byWeek(columns) } : { days: 1, columns }
}

function byWeek(days: readonly PointColumn[]): PointColumn[] {
  return Array.from({ length: Math.ceil(days.length / WEEK) }, (_, week) => {
    const seven = days.slice(week * WEEK, (week + 1) * WEEK)
    const sum = (pick: (day: PointColumn) => number | null) =>
      seven.reduce((total, day) => total + (pick(day) ?? 0), 0)
    return {
      day: seven[0]!.day,
      points: sum(({ points }) => points),
      pointsNow: seven[0]!.pointsNow === null ? null : sum(({ pointsNow }) => pointsNow),
    }
  })
}

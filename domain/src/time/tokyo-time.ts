/** Rules count days in Asia/Tokyo (UTC+9, no daylight saving), whatever the server's own zone. */
const TOKYO_OFFSET_MS = 9 * 60 * 60 * 1000

/** Returns the day in Tokyo at this instant, as YYYY-MM-DD. */
export function tokyoDate(at: Date): string {
  return new Date(at.getTime() + TOKYO_OFFSET_MS).toISOString().slice(0, 10)
}

/** Returns the wall-clock minute in Tokyo at this instant, as YYYY-MM-DDTHH:MM. */
export function tokyoMinute(at: Date): string {
  return new Date(at.getTime() + TOKYO_OFFSET_MS).toISOString().slice(0, 16)
}

/** Returns the instant at which this Tokyo day begins. */
export function startOfTokyoDay(date: string): Date {
  return new Date(`${date}T00:00:00+09:00`)
}

const [FIRST_DAY_MS, LAST_DAY_MS] = [Date.parse('0001-01-01'), Date.parse('9999-12-31')]

/**
 * `date` moved by whole days; both as YYYY-MM-DD. It stays a day with a year of four digits, which compares as text and
 * which PostgreSQL knows, however many days an old campaign names.
 */
export function addDays(date: string, days: number): string {
  const moved_ms = Date.parse(`${date}T00:00:00Z`) + days * 86_400_000
  return new Date(Math.min(LAST_DAY_MS, Math.max(FIRST_DAY_MS, moved_ms))).toISOString().slice(0, 10)
}

/** Counts the days from one day to another, both as YYYY-MM-DD; less than none where the other is the earlier. */
export function daysBetween(from: string, to: string): number {
  return (Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000
}

/** `date` moved by whole calendar months; a day that the month does not have becomes its last. Both as YYYY-MM-DD. */
export function addMonths(date: string, months: number): string {
  const [year, month, day] = date.split('-').map(Number) as [number, number, number]
  const lastDay = new Date(Date.UTC(year, month + months, 0)).getUTCDate()
  return new Date(Date.UTC(year, month - 1 + months, Math.min(day, lastDay))).toISOString().slice(0, 10)
}

/** Returns the day of the week of a day as YYYY-MM-DD: 0 Sunday to 6 Saturday. */
export function weekdayOf(date: string): number {
  return new Date(`${date}T00:00:00Z`).getUTCDay()
}

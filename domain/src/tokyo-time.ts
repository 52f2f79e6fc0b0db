/** Rules count days in Asia/Tokyo (UTC+9, no daylight saving), whatever the server's own zone. */
const TOKYO_OFFSET_MS = 9 * 60 * 60 * 1000

/** The day in Tokyo at this instant, as YYYY-MM-DD. */
export function tokyoDate(at: Date): string {
  return new Date(at.getTime() + TOKYO_OFFSET_MS).toISOString().slice(0, 10)
}

/** The wall-clock minute in Tokyo at this instant, as YYYY-MM-DDTHH:MM. */
export function tokyoMinute(at: Date): string {
  return new Date(at.getTime() + TOKYO_OFFSET_MS).toISOString().slice(0, 16)
}

/** The instant at which this Tokyo day begins. */
export function startOfTokyoDay(date: string): Date {
  return new Date(`${date}T00:00:00+09:00`)
}

/** `date` moved by whole days; both as YYYY-MM-DD. */
export function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
}

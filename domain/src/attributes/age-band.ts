import { addDays } from '../time/tokyo-time.ts'

const OLDEST_BAND = 90
const FIRST_DAY = '1900-01-01'

/** The same day of another year; of 29 February where there is none, 1 March, on which one is a year older. */
function sameDay(day: string, years: number): string {
  const year = String(Number(day.slice(0, 4)) + years).padStart(4, '0')
  const moved = `${year}${day.slice(4)}`
  return new Date(`${moved}T00:00:00Z`).toISOString().slice(0, 10) === moved ? moved : `${year}-03-01`
}

/** Returns how old whoever was born on a day is on another; both as YYYY-MM-DD. */
export function ageOn(today: string, birthday: string): number {
  const age = Number(today.slice(0, 4)) - Number(birthday.slice(0, 4))
  return sameDay(birthday, age) <= today ? age : age - 1
}

/** Returns the decade of an age: "40" for whoever is 40 to 49, "90" for all above. */
export const ageBandOn = (today: string, birthday: string): string =>
  String(Math.min(OLDEST_BAND, 10 * Math.floor(ageOn(today, birthday) / 10)))

/** Returns the first and the last birthday of those who are in a decade on a day. */
export function birthdaysOf(band: string, today: string): { from: string; until: string } {
  const from = Number(band)
  return {
    from: from === OLDEST_BAND ? FIRST_DAY : bornWithAge(from + 10, today, 1),
    until: from === 0 ? today : bornWithAge(from, today),
  }
}

/** Returns the last birthday with which one has turned so old by this day, moved by some days. */
export function bornWithAge(years: number, today: string, days = 0): string {
  const year = String(Number(today.slice(0, 4)) - years).padStart(4, '0')
  const leap = `${year}-02-29`
  // On 28 February nobody of the 29th has their year yet; there is no such day to be born on in other years.
  if (today.slice(5) === '02-29' && new Date(`${leap}T00:00:00Z`).getUTCDate() !== 29)
    return addDays(`${year}-02-28`, days)
  return addDays(`${year}${today.slice(4)}`, days)
}

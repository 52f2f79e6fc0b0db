import type { Evidence } from './evidence.ts'
import { isMisread } from '../names/is-misread.ts'

/** A till rings up one customer after another: so near in time they are neighbours, not one receipt misread. */
const NEIGHBOUR_MIN = 3

/** Day and minute of two purchases, `YYYY-MM-DD` or `YYYY-MM-DDTHH:MM`. */
export function weighMoment(a: string | null, b: string | null): Evidence | null {
  if (a === null || b === null) return null
  const [dayA, timeA] = a.split('T') as [string, string?]
  const [dayB, timeB] = b.split('T') as [string, string?]
  const sameTime = timeA !== undefined && timeA === timeB
  if (dayA !== dayB) {
    // One digit of the day wrong and the very minute right: the day was misread more likely than not.
    if (sameTime && isMisread(dayA, dayB)) return { reason: 'day_misread', bits: 1.5 }
    return { reason: 'other_day', bits: -11 }
  }
  if (timeA === undefined || timeB === undefined) return { reason: 'same_day', bits: 3 }
  if (sameTime) return { reason: 'same_minute', bits: 7.5 }
  if (Math.abs(minutesOf(timeA) - minutesOf(timeB)) <= NEIGHBOUR_MIN)
    return { reason: 'minutes_apart', bits: -1 }
  return isMisread(timeA, timeB)
    ? { reason: 'minute_misread', bits: 2 }
    : { reason: 'other_time', bits: -4.5 }
}

const minutesOf = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))

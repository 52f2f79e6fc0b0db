import { addDays } from '@tamaru/domain'

const ISO = /(?<![\d-])(20\d\d-[01]\d-[0-3]\d)(?![\d-])/g
const IN_WORDS = /(?<!\d)(20\d\d)年(\d{1,2})月(\d{1,2})日/g

/**
 * Moves every day that stands in a text by so many days, as a column, inside of JSON or in words: times of day stay as they
 * are, since Tokyo and UTC know no summer time.
 */
export function shiftDays(text: string, days: number): string {
  if (days === 0) return text
  return text
    .replace(ISO, (day) => later(day, days))
    .replace(IN_WORDS, (_, year: string, month: string, day: string) => {
      const moved = later(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`, days).split('-')
      return `${moved[0]}年${Number(moved[1])}月${Number(moved[2])}日`
    })
}

const known = new Map<string, string>()

/** What is no day (a part of a number that looks like one) stays. There are some hundred days, and very many of each. */
function later(day: string, days: number): string {
  const key = `${day} ${days}`
  let found = known.get(key)
  if (found === undefined) known.set(key, (found = isDay(day) ? addDays(day, days) : day))
  return found
}

const isDay = (day: string) => !Number.isNaN(Date.parse(day)) && addDays(day, 0) === day

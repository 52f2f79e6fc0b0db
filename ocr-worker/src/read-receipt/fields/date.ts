import { asDigits } from './as-digits.ts'

/** A day, a minute where one is printed, and whether a printed weekday agrees (null: none was read). */
export type Moment = { date: string; time: string | null; weekday: boolean | null }

const WEEKDAYS = '日月火水木金土'
/** The year before an era's first. */
const ERAS = { reiwa: 2018, heisei: 1988 }

const DAY = [
  // a fold or a speck inside the day: 2026年08月1(4日
  /(?<era>令和|平成|R|H)?\s?(?<y>\d{4}|(?<!\d)\d{1,2})\s?年\s?(?<m>\d{1,2})\s?月\s?(?<d>[0-3][(|'.,]\d)\s?日/,
  // 2026年 8月14日, 令和8年8月14日, 26年08月14日
  /(?<era>令和|平成|R|H)?\s?(?<y>\d{4}|(?<!\d)\d{1,2}|元)\s?年\s?(?<m>\d{1,2})\s?月\s?(?<d>\d{1,2})\s?日?/,
  // 2026/08/14, 2026-8-14, 2026.10.08, '26.06.09, R8.8.14
  /(?<era>R|H|令和|平成)?\s?(?<![\d])'?(?<y>\d{4}|\d{1,2})\s?[/.\-・]\s?(?<m>\d{1,2})\s?[/.\-・]\s?(?<d>[0-3]\d(?=\d{1,2}[:：時])|[4-9](?=[0-2]\d[:：時])|\d{1,2}(?!\d{2}|\d?(?![AP]\.?M)[A-Za-z]))/,
  // the sign for the month misread: nothing else stands between a year and a day
  /(?<y>20\d\d)\s?年\s?(?<m>\d{1,2})[^\d\s月]\s?(?<d>\d{1,2})\s?日/,
  // the sign for the year misread
  /(?<y>20\d\d)[^\d\s]\s?(?<m>\d{1,2})\s?月\s?(?<d>\d{1,2})\s?[日目]/,
  // strokes read as sevens or ones
  /(?<y>20\d\d)\s?[/71.\-]{1,2}\s?(?<m>0\d|1[0-2])\s?[/71.\-]{1,2}\s?(?<d>[0-3]\d)(?!\d)/,
  // a slash read as a comma or with a speck before it; a time follows, as after no sum
  /(?<![\d.,])'?(?<y>20\d\d|2\d)\s?[,/.\-]\s?(?<m>[01]?\d)\s?[,/.\-]\s?(?<d>[0-3]?\d)(?=\s+[0-2]?\d[:：][0-5]\d)/,
  // one separator lost
  /(?<y>20\d\d)\s?[/.\-年]\s?(?<m>\d\d)\s?[/.\-71月]?\s?(?<d>\d\d)(?=\D|\d\d:|$)/,
]
const TIME = /(?<!\d)(?<h>[01]?\d|2\d)\s?(?:[:：;・]|時)\s?(?<min>[0-5]\d)(?!\d)/
const GLUED_TIME = /(?<h>[01]\d|2[0-3]):(?<min>[0-5]\d)(?!\d)/

/** The moment that a line of print tells. An hour after midnight that belongs to the day before (25:30) is told as the next day's. */
export function momentIn(print: string): Moment | null {
  if (/期限|有効|まで|応募|期間|セール|開催/.test(print)) return null
  const text = closeNumbers(asDigits(print))
  const day = dayIn(text)
  if (!day) return null
  const rest = text.slice(day.end)
  const clock = clockIn(rest)
  return {
    date: clock && clock.hour >= 24 ? dayAfter(day.date) : day.date,
    time: clock ? `${String(clock.hour % 24).padStart(2, '0')}:${clock.minute}` : null,
    weekday: weekdayAgrees(day.date, rest),
  }
}

/**
 * Digits that the print sets apart, before the sign of what they count or between two strokes: 2 0 2 6年1 1月 2 8日, 2026/1 1/28.
 * Two whole numbers stay two (17 25年), and so do a day and its hour (12/ 1 7時).
 */
const closeNumbers = (text: string): string =>
  text
    .replace(/(?<=(?<!\d)\d) +(?=(?:\d *){1,3}[年月日])|(?<=\d) +(?=\d *[年月日])/g, '')
    .replace(/(?<=(?<!\d|[/.\-] ?)\d) +(?=\d ?[時分])/g, '')
    .replace(/(?<=[/.\-]\d) (?=\d[/.\-])/g, '')

/** The time of day that the text tells, in hours up to 29. */
export function clockIn(text: string): { hour: number; minute: string } | null {
  const found = TIME.exec(text) ?? GLUED_TIME.exec(text)
  if (!found?.groups) return null
  const hour = Number(found.groups['h'])
  const before = text.slice(0, found.index)
  const behind = text.slice(found.index + found[0].length)
  const noon =
    /(午前|午後|AM|PM|A\.M\.|P\.M\.)\s?$/i.exec(before)?.[1] ?? /^(?::\d\d)?\s?(AM|PM)/i.exec(behind)?.[1]
  return { hour: noon ? afterNoon(hour, /午後|P/i.test(noon)) : hour, minute: found.groups['min']! }
}

function afterNoon(hour: number, after: boolean): number {
  if (hour > 12) return hour
  return (hour % 12) + (after ? 12 : 0)
}

function dayAfter(date: string): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10)
}

type Day = { date: string; end: number }

function dayIn(text: string): Day | null {
  for (const pattern of DAY) {
    const found = pattern.exec(text)
    if (!found?.groups) continue
    const { era, y, m, d } = found.groups
    // A digit before a stroke is what is left of a year of two.
    if (y!.length === 1 && y !== '元' && !era && !found[0].includes('年')) continue
    const date = dateOf(yearOf(y!, era), Number(m), Number(d!.replace(/\D/, '')))
    if (date) return { date, end: found.index + found[0].length }
  }
  return null
}

function yearOf(text: string, era: string | undefined): number {
  const began = era === '平成' || era === 'H' ? ERAS.heisei : ERAS.reiwa
  if (text === '元') return began + 1
  if (text.length === 4) return Number(text)
  // Two digits of the Western year; smaller ones can only be years of Reiwa.
  return era || Number(text) < 19 ? began + Number(text) : 2000 + Number(text)
}

function dateOf(year: number, month: number, day: number): string | null {
  if (year < 2010 || year > 2045 || month < 1 || month > 12 || day < 1) return null
  if (day > new Date(Date.UTC(year, month, 0)).getUTCDate()) return null
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}

function weekdayAgrees(date: string, rest: string): boolean | null {
  const printed = /^\s?[(（【[<]\s?([日月火水木金土])/.exec(rest)
  if (!printed) return null
  return WEEKDAYS[new Date(`${date}T00:00:00Z`).getUTCDay()] === printed[1]
}

import type { Line } from '../lines.ts'
import { withDigits } from './english-money.ts'
import { alike, saysWord } from './english-words.ts'

/** When it was bought, and how surely (0..1). */
export type EnglishMoment = { date: string; time: string | null; sure: number; line: Line }

type Day = {
  date: string
  /** Where it stands in the line. */
  at: number
  end: number
  /** How much like a date it is written. */
  worth: number
}

const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ').map(alike)
const MONTH = '(?<month>[A-Za-z][A-Za-z0-9]{2})[A-Za-z]{0,6}'
/** Four digits, two of which may stand apart if a time follows, or two. A time may be glued to either. */
const YEAR =
  '(?<y>20\\d\\d(?=\\D|$|\\d{1,2}:?\\d\\d)|20\\s\\d\\d(?=\\s+\\d{1,2}\\s?:)|\\d\\d(?=\\D|$|\\d{1,2}[:\\s]\\d\\d))'
const DAYS: { shape: RegExp; worth: number }[] = [
  // 14/08/2026, 14-8-26, 14.08.2026
  {
    shape: new RegExp(
      `(?<!\\d)(?<d>\\d{1,2})\\s?(?<sep>[/.\\-])\\s?(?<m>\\d{1,2})\\s?\\k<sep>\\s?${YEAR}`,
      'g',
    ),
    worth: 3,
  },
  // 2026-08-14, 2026/8/14
  {
    shape: /(?<!\d)(?<y>20\d\d)\s?(?<sep>[/.\-])\s?(?<m>\d{1,2})\s?\k<sep>\s?(?<d>\d{1,2})(?=\D|$|\d\d:)/g,
    worth: 3,
  },
  // 14 Aug 2026, 14-Aug-26, 14Aug2026 1819, 13am. 21March.2018
  {
    shape: new RegExp(`(?<!\\d)(?<d>\\d{1,2})[\\s\\-/.,]{0,3}${MONTH}[\\s\\-/.,']{0,3}${YEAR}`, 'g'),
    worth: 3.5,
  },
  // Aug 14, 2026
  {
    shape: new RegExp(
      `(?<![A-Za-z])${MONTH}[\\s.]{0,2}(?<d>\\d{1,2})(?:st|nd|rd|th)?[\\s,.]{1,3}(?<y>20\\d\\d)`,
      'g',
    ),
    worth: 3.5,
  },
  // 14/08 2026, 14 08/2026, 5/3,2018: a separator was lost or misread
  {
    shape:
      /(?<!\d)(?<d>\d{1,2})\s?[/.\-,~'_ ]\s?(?<m>\d{1,2})\s?[/.\-,~'_]\s?(?<y>20\d\d)(?=\D|$|\d{1,2}:\d\d)/g,
    worth: 2,
  },
  { shape: /(?<!\d)(?<d>\d{1,2})\s?[/.\-]\s?(?<m>\d{1,2})\s(?<y>20\d\d)/g, worth: 2 },
  // 20260814, 20260814/191204
  { shape: /(?<!\d)(?<y>20\d\d)(?<m>0[1-9]|1[0-2])(?<d>[0-3]\d)(?=$|[\s/:\-])/g, worth: 1 },
  // 14/0812026, 1410812026: strokes read as ones
  { shape: /(?<!\d)(?<d>[0-3]\d)[/1](?<m>0[1-9]|1[0-2])[/1](?<y>20\d\d)(?!\d)/g, worth: 1 },
]
const TIME =
  /(?<![\d:])(?<h>[01]?\d|2[0-3])\s?[:;.]\s?(?<min>[0-5]\d)(?:\s?[:;.]\s?(?<s>[0-5]\d))?(?!\d)\s?(?<noon>[AaPp](?:\.?\s?[Mm])?(?![A-Za-z]))?/
const BARE_TIME = /(?<!\d)(?<h>[01]\d|2[0-3])(?<min>[0-5]\d)(?:\s?(?<noon>[AaPp]\.?[Mm])|(?=\s|$))/

/** Days on a receipt that are not the purchase's. */
const OTHER_DAYS = [
  'expiry',
  'expire',
  'valid',
  'until',
  'due date',
  'birth',
  'effective',
  'promotion',
  'delivery',
]

/** The day on which most of the print agrees: labelled, written out, with its time, said again further down. */
export function readEnglishMoment(lines: Line[]): EnglishMoment | null {
  const found = lines.flatMap((line, order) => {
    const day = daysIn(line.text)[0]
    if (!day || OTHER_DAYS.some((word) => alike(line.text).includes(alike(word)))) return []
    const text = withDigits(line.text)
    const time = timeIn(text.slice(day.end)) ?? timeIn(text.slice(0, day.at)) ?? bareTimeBeside(text, day)
    const labelled = saysWord(text.slice(0, day.at), 'date', 'tarikh') ? 1.5 : 0
    return [{ ...day, line, time, worth: day.worth + labelled + (time ? 1 : 0) - order * 0.01 }]
  })
  const worth = (date: string) => found.filter((f) => f.date === date).reduce((sum, f) => sum + f.worth, 0)
  const best = [...found].sort((a, b) => worth(b.date) - worth(a.date) || b.worth - a.worth)[0]
  if (!best) return null
  const same = found.filter((f) => f.date === best.date)
  const rival = Math.max(0, ...found.filter((f) => f.date !== best.date).map((f) => worth(f.date)))
  const time = same.find((f) => f.time)?.time ?? timeNear(lines, best.line)
  return { date: best.date, time, sure: sureness(same, rival), line: best.line }
}

function sureness(same: { worth: number; line: Line }[], rival: number): number {
  const all = same.reduce((sum, f) => sum + f.worth, 0)
  const clear = Math.max(...same.map((f) => f.line.confidence))
  const agreed = same.length > 1 ? 0.98 : all > 4.4 ? 0.95 : all > 2.9 ? 0.9 : 0.6
  return agreed * Math.min(1, 0.2 + clear * 0.85) * (rival === 0 ? 1 : rival < all * 0.6 ? 0.93 : 0.7)
}

/** The days that a line of print tells, the likeliest first. Day before month, unless that is no day. */
function daysIn(print: string): Day[] {
  const text = withDigits(print)
  const days = DAYS.flatMap(({ shape, worth }) =>
    [...text.matchAll(shape)].flatMap((found) => {
      const { d, m, month, y } = found.groups!
      const year = Number(y!.replace(/\s/g, ''))
      const full = year < 100 ? 2000 + year : year
      const number = month ? MONTHS.indexOf(alike(month)) + 1 : Number(m)
      const date = dateOf(full, number, Number(d)) ?? (month ? null : dateOf(full, Number(d), number))
      return date ? [{ date, at: found.index, end: found.index + found[0].length, worth }] : []
    }),
  )
  return days.sort((a, b) => b.worth - a.worth)
}

function dateOf(year: number, month: number, day: number): string | null {
  if (year < 2010 || year > 2045 || month < 1 || month > 12 || day < 1) return null
  if (day > new Date(Date.UTC(year, month, 0)).getUTCDate()) return null
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}

function timeIn(text: string): string | null {
  const found = TIME.exec(text)
  return found ? clock(found) : null
}

/** 0906PM, or 1819 right after the day: no colon was printed or read. */
function bareTimeBeside(text: string, day: Day): string | null {
  const after = BARE_TIME.exec(text.slice(day.end).slice(0, 8))
  if (after) return clock(after)
  const before = BARE_TIME.exec(text.slice(0, day.at))
  return before?.groups!['noon'] ? clock(before) : null
}

/** Beside the day's line, labelled as a time. */
function timeNear(lines: Line[], line: Line): string | null {
  const at = lines.indexOf(line)
  for (const near of [lines[at + 1], lines[at - 1], lines[at + 2], lines[at - 2]]) {
    if (!near || !saysWord(near.text, 'time', 'masa')) continue
    const time = timeIn(withDigits(near.text))
    if (time) return time
  }
  return null
}

function clock(found: RegExpExecArray): string {
  const { h, min, noon } = found.groups!
  const half = noon?.[0]?.toUpperCase()
  const hour = half === 'P' && Number(h) < 12 ? Number(h) + 12 : half === 'A' && h === '12' ? 0 : Number(h)
  return `${String(hour).padStart(2, '0')}:${min}`
}

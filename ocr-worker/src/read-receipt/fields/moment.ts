import type { Line } from '../lines.ts'
import { momentIn, type Moment } from './date.ts'
import { dense } from './words.ts'

/** `sure` is the chance that the day is right. */
export type Dated = Moment & { line: Line; sure: number }

const NUMBERED = /番号|TEL|電話|℡|会員|承認|カード/i

/** Days of offers, not of a purchase; a reading of the numerals alone does not tell. */
const OTHER_DAYS = /期限|有効|有.{1,2}期?限|まで|応募|期間|セール|開催/

/**
 * When it was bought: the moment on which most readings agree. A weekday that is printed and right speaks for a date,
 * one that is wrong against it; the till's own line has a time and stands above the goods.
 */
export function readMoment(lines: Line[]): Dated | null {
  const found = lines
    .filter((line) => !NUMBERED.test(dense(line.text)) || /日時|年/.test(line.text))
    .filter((line) => !OTHER_DAYS.test(dense(line.text + line.plain)))
    .flatMap((line) =>
      readingsOf(line).flatMap((text, order) => {
        const moment = momentIn(text)
        return moment ? [{ ...moment, line, order }] : []
      }),
    )
  const worth = (m: (typeof found)[number]) =>
    found.filter((o) => o.date === m.date).length +
    (m.weekday === true ? 5 : m.weekday === false ? -3 : 0) +
    (m.time ? 2 : 0) +
    (m.line.top < 0.45 ? 1 : 0) -
    m.order * 0.3
  const best = [...found].sort((a, b) => worth(b) - worth(a))[0]
  if (!best) return null
  const time =
    best.time ?? found.find((m) => m.date === best.date && m.time)?.time ?? timeBeside(lines, best.line)
  const witnesses = found.filter((m) => m.date === best.date)
  return {
    date: best.date,
    time,
    weekday: best.weekday,
    line: best.line,
    sure: sureOf(best, time, new Set(witnesses.map((m) => m.order)).size),
  }
}

/** A day that only the reader of numerals saw, or that stands without a time where tills print offers, is a guess. */
function sureOf(
  { weekday, order, line }: Moment & { line: Line; order: number },
  time: string | null,
  readers: number,
) {
  if (weekday !== null) return weekday ? 0.995 : 0.4
  if (!time && line.top > 0.45) return 0.5
  if (order === 2 && readers === 1) return 0.5
  return readers === 1 && line.confidence < 0.9 ? 0.8 : 0.95
}

function readingsOf(line: Line): string[] {
  return [line.text, line.plain, line.numbers.join(' ')]
}

/** A time alone on the date's line or beside it. */
function timeBeside(lines: Line[], line: Line): string | null {
  const at = lines.indexOf(line)
  for (const near of [line, lines[at + 1], lines[at - 1]]) {
    if (!near || /営業/.test(near.text)) continue
    for (const text of readingsOf(near)) {
      const found = /(?<!\d)([01]?\d|2[0-3])\s?[:：時・]\s?([0-5]\d)(?!\d)/.exec(text)
      if (found) return withMeridiem(found[1]!, found[2]!, text.slice(found.index))
    }
  }
  return null
}

function withMeridiem(hour: string, minute: string, rest: string): string {
  const noon = /^[\d\s:]+([AP])\.?M/i.exec(rest)?.[1]?.toUpperCase()
  const h =
    noon === 'P' && Number(hour) < 12 ? Number(hour) + 12 : noon === 'A' && hour === '12' ? 0 : Number(hour)
  return `${String(h).padStart(2, '0')}:${minute}`
}

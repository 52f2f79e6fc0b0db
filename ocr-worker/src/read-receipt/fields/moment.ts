import type { Line } from '../lines.ts'
import { chanceOf, type RoledLine } from '../roles/roled-line.ts'
import { clockIn, momentIn, type Moment } from './date.ts'
import { dense } from './words.ts'

/** `sure` is the chance that the day is right. */
export type Dated = Moment & { line: Line; sure: number }

/** Days of offers, not of a purchase; a reading of the numerals alone does not tell. */
const OTHER_DAYS = /期限|有効|有.{1,2}期?限|まで|応募|期間|セール|開催/

/** A line that is less likely to tell the day of purchase is not asked for one. */
const LEAST_CHANCE = 0.1

/**
 * When it was bought: the moment on which most readings agree, of the lines that are there to tell it. A weekday that is
 * printed and right speaks for a date, one that is wrong against it; the till's own line has a time.
 */
export function readMoment(roles: RoledLine[]): Dated | null {
  const lines = roles.map((role) => role.line)
  const found = roles
    .map((role) => ({ line: role.line, chance: chanceOf(role, 'moment') }))
    .filter(({ line, chance }) => chance >= LEAST_CHANCE && !OTHER_DAYS.test(dense(line.text + line.plain)))
    .flatMap(({ line, chance }) =>
      readingsOf(line).flatMap((text, order) => {
        const moment = momentIn(text)
        return moment ? [{ ...moment, line, order, chance }] : []
      }),
    )
  const worth = (m: (typeof found)[number]) =>
    found.filter((o) => o.date === m.date).length +
    (m.weekday === true ? 5 : m.weekday === false ? -3 : 0) +
    (m.time ? 2 : 0) +
    3 * m.chance -
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
    sure: best.chance * sureOf(best, time, new Set(witnesses.map((m) => m.order)).size),
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
      const clock = clockIn(text)
      if (clock && clock.hour < 24) return `${String(clock.hour).padStart(2, '0')}:${clock.minute}`
    }
  }
  return null
}

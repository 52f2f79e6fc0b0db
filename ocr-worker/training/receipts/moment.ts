import type { Random } from '../random.ts'
import type { TillStyle } from './till-style.ts'

export type Moment = { year: number; month: number; day: number; hour: number; minute: number }

export const drawMoment = (random: Random): Moment => ({
  year: random.whole(2019, 2031),
  month: random.whole(1, 12),
  day: random.whole(1, 28),
  hour: random.whole(0, 23),
  minute: random.whole(0, 59),
})

const two = (n: number) => String(n).padStart(2, '0')
const space = (n: number) => String(n).padStart(2, ' ')
const apart = (text: string) => [...text].join(' ')

/** The day as this till writes it. */
export function dayText(style: TillStyle, { year: y, month: m, day: d }: Moment): string {
  const weekday = '日月火水木金土'[new Date(Date.UTC(y, m - 1, d)).getUTCDay()]!
  const week = style.choose('||(%)|(%)|(%)|(%)| (%)|（%）|%曜日|[%]|(%曜日)').replace('%', weekday)
  const reiwa = Math.max(1, y - 2018)
  const forms: Record<string, () => string> = {
    plain: () => `${y}年${m}月${d}日${week}`,
    padded: () => `${y}年${two(m)}月${two(d)}日${week}`,
    spaced: () => `${y}年${space(m)}月${space(d)}日${week}`,
    strokes: () => `${y}/${two(m)}/${two(d)}${week}`,
    bare: () => `${y}/${m}/${d}${week}`,
    spacedStrokes: () => `${y}/${space(m)}/${space(d)}${week}`,
    dashes: () => `${y}-${two(m)}-${two(d)}${week}`,
    dots: () => `${y}.${two(m)}.${two(d)}${week}`,
    short: () => `'${two(y % 100)}/${two(m)}/${two(d)}`,
    shortDots: () => `${two(y % 100)}.${two(m)}.${two(d)}`,
    shortYears: () => `${two(y % 100)}年${two(m)}月${two(d)}日${week}`,
    era: () => `令和${reiwa}年${m}月${d}日${week}`,
    eraShort: () => `R${reiwa}.${m}.${d}`,
    eraSpaced: () => `令和 ${reiwa}年 ${m}月 ${d}日`,
    letters: () => `${apart(String(y))}年 ${apart(two(m))}月 ${apart(two(d))}日`,
  }
  return forms[style.choose(Object.keys(forms).join('|'))]!()
}

export function timeText(style: TillStyle, { hour: h, minute }: Moment): string {
  const min = two(minute)
  const forms: Record<string, () => string> = {
    plain: () => `${two(h)}:${min}`,
    usual: () => `${two(h)}:${min}`,
    bare: () => `${h}:${min}`,
    seconds: () => `${two(h)}:${min}:${two((minute * 7) % 60)}`,
    kanji: () => `${two(h)}時${min}分`,
    bareKanji: () => `${h}時${min}分`,
    noon: () => `${h < 12 ? '午前' : '午後'}${h % 12}:${min}`,
    latin: () => `${h < 12 ? 'AM' : 'PM'}${h % 12 || 12}:${min}`,
  }
  return forms[style.choose(Object.keys(forms).join('|'))]!()
}

import { expect, test } from 'vitest'
import { momentIn } from './date.ts'

test.each([
  ['2026年 8月14日(金) 12:34', '2026-08-14', '12:34'],
  ['2026/08/14 9:05 レジ0003', '2026-08-14', '09:05'],
  ["'26.06.09 16:41 R06 #1000", '2026-06-09', '16:41'],
  ['26-08-13 09:35 #233309', '2026-08-13', '09:35'],
  ['令和8年8月14日 18時07分', '2026-08-14', '18:07'],
  ['R8.8.14 18:07', '2026-08-14', '18:07'],
  ['2026年 6月 3日(水)18:09', '2026-06-03', '18:09'],
  ['2026¥07月29日(水)09:56', '2026-07-29', '09:56'],
  ['2026年 6月 3日(水) l8:09', '2026-06-03', '18:09'],
  ['26, 10/15 15:26 伝票No 7495', '2026-10-15', '15:26'],
  ['2025年05月3(0日(金)09:40', '2025-05-30', '09:40'],
  ['2026年8期10日( ) 17時11分', '2026-08-10', '17:11'],
])('%s is %s at %s', (text, date, time) => {
  expect(momentIn(text)).toMatchObject({ date, time })
})

test('a stroke that was read as a seven does not hide the date', () => {
  expect(momentIn('2026708/11 08:05')).toMatchObject({ date: '2026-08-11', time: '08:05' })
})

test('the printed weekday bears witness', () => {
  expect(momentIn('2026年8月14日(金)')?.weekday).toBe(true)
  expect(momentIn('2026年8月14日(木)')?.weekday).toBe(false)
  expect(momentIn('2026年8月14日')?.weekday).toBeNull()
})

test('days that do not exist and days of an offer are no day of purchase', () => {
  expect(momentIn('2026/02/30 10:00')).toBeNull()
  expect(momentIn('有効期限 2026年12月31日')).toBeNull()
  expect(momentIn('TEL 03-1234-5678')).toBeNull()
  expect(momentIn('26,10,15 3点')).toBeNull()
})

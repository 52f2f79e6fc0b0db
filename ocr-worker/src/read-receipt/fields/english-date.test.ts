import { expect, test } from 'vitest'
import { readEnglishMoment } from './english-date.ts'
import { linesOf } from './lines-of.ts'

const moment = (text: string) => {
  const when = readEnglishMoment(linesOf(text))
  return when && [when.date, when.time]
}

test.each([
  ['Date : 14/08/2018 18:07:33', '2018-08-14', '18:07'],
  ['24-11-17 13:11 SH01 ZT09', '2017-11-24', '13:11'],
  ['19.10.2018', '2018-10-19', null],
  ['5/3/2018 10:52:33 PM', '2018-03-05', '22:52'],
  ['12 MAR 2018 18:19', '2018-03-12', '18:19'],
  ['05-Jan-2017 03:17:50 pm', '2017-01-05', '15:17'],
  ["7 June'18", '2018-06-07', null],
  ['March 21, 2018 12:05 AM', '2018-03-21', '00:05'],
  ['2018-03-21 09:13', '2018-03-21', '09:13'],
  ['Date/Time : 20180428/191204', '2018-04-28', null],
  ['08:10PM 560197 30-06-16', '2016-06-30', '20:10'],
])('%s is %s at %s', (text, date, time) => {
  expect(moment(text)).toEqual([date, time])
})

test.each([
  ['Date :01-03-185:23:26PM', '2018-03-01', '17:23'],
  ['CB#:398313 23/03/20183:13:19', '2018-03-23', '03:13'],
  ['12Mar20181819', '2018-03-12', '18:19'],
  ['02/03/1805:16 PM', '2018-03-02', '17:16'],
])('a time that is glued to its day, %s, is parted from it', (text, date, time) => {
  expect(moment(text)).toEqual([date, time])
})

test.each([
  ['O5-Jan-2O17', '2017-01-05'],
  ['l9/l0/2018', '2018-10-19'],
  ['Date 17 10/2017', '2017-10-17'],
  ['Date 5/3,2018', '2018-03-05'],
  ['Date: 22-06-20 17 10:20', '2017-06-22'],
])('a slip of the reader does not hide the day: %s', (text, date) => {
  expect(moment(text)?.[0]).toBe(date)
})

test('the month may stand first where no month has that number', () => {
  expect(moment('12/25/2017 10:23')).toEqual(['2017-12-25', '10:23'])
})

test('a labelled day, said twice, outweighs another; days of validity do not count', () => {
  expect(
    moment('Member since 01/02/2016\nDate: 14/10/2017\nPrinted 14/10/2017 11:11\nValid until 31/12/2017'),
  ).toEqual(['2017-10-14', '11:11'])
})

test('numbers of other kinds are no day', () => {
  expect(moment('TEL:03-32719872 FAX:03-3271.9487\n1.10 2.20 11.20\nNO 31-02-2018\n41150 KLANG')).toBeNull()
})

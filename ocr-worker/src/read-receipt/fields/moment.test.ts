import { expect, test } from 'vitest'
import type { Line } from '../lines.ts'
import { linesOf } from './lines-of.ts'
import { plainRoles, withRole } from '../roles/plain-roles.ts'
import { readMoment } from './moment.ts'

const GOODS = '牛乳 ¥238\nパン ¥120\n合計 ¥358'
const numbersOnly = (line: Line, print: string): Line => ({
  ...line,
  text: '0 /',
  plain: '0 /',
  numbers: [print],
})

test('a day with its weekday is as good as proved, one against its weekday is not to be trusted', () => {
  expect(readMoment(plainRoles(linesOf(`2026年8月14日(金) 12:34\n${GOODS}`)))?.sure).toBeGreaterThan(0.99)
  expect(readMoment(plainRoles(linesOf(`2026年8月14日(木) 12:34\n${GOODS}`)))?.sure).toBeLessThan(0.5)
})

test('the day on which an offer ends is no day of purchase, also if its word was misread', () => {
  expect(readMoment(plainRoles(linesOf(`${GOODS}\n有幼期限 2026年12月31日`)))).toBeNull()
})

test('a day without a time below the goods is a guess', () => {
  expect(readMoment(plainRoles(linesOf(`${GOODS}\n2026年12月31日`)))).toMatchObject({
    date: '2026-12-31',
    sure: 0.5,
  })
})

test('a day that only the reader of numerals saw is a guess', () => {
  const [first, ...rest] = linesOf(`x\n${GOODS}`)
  const till = withRole(numbersOnly(first!, '2019.10.09 17:42'), 'moment')
  const moment = readMoment([till, ...plainRoles(rest)])
  expect(moment).toMatchObject({ date: '2019-10-09', time: '17:42', sure: 0.5 })
})

test('numbers like a day in a line that tells something else are no day of purchase', () => {
  const [address] = linesOf('港区南麻布2026-11-15')
  expect(readMoment([withRole(address!, 'address')])).toBeNull()
})

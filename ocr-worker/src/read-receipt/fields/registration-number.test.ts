import { expect, test } from 'vitest'
import {
  findRegistrationNumber,
  isRegistrationNumber,
  mendRegistrationNumber,
} from './registration-number.ts'

test('a corporate number is known by its check digit', () => {
  // The National Tax Agency's own number.
  expect(isRegistrationNumber('7000012050002')).toBe(true)
  expect(isRegistrationNumber('7000012050003')).toBe(false)
  expect(isRegistrationNumber('700001205000')).toBe(false)
})

test('the T before the digits may have been read as a one or a bracket', () => {
  expect(findRegistrationNumber(['登録番号17000012050002'])).toBe('T7000012050002')
  expect(findRegistrationNumber(['登録 番号「7000012050002'])).toBe('T7000012050002')
  expect(findRegistrationNumber(['事業者番号:T7-0000-1205-0002'])).toBe('T7000012050002')
})

test('of two readings the one whose check digit agrees is taken', () => {
  expect(findRegistrationNumber(['登録番号T7000012650002', '登録番号T7000012050002'])).toBe('T7000012050002')
})

test('other long numbers are no registration number', () => {
  expect(findRegistrationNumber(['決済番号7000012050002', '4902102119450'])).toBeNull()
})

const seen = (text: string, doubts: Record<number, [string, number]> = {}) =>
  [...text].map((c, i) => ({
    text: c,
    confidence: doubts[i] ? 1 - doubts[i][1] : 0.999,
    others: doubts[i] ? [{ text: doubts[i][0], confidence: doubts[i][1] }] : [],
  }))

test('a digit that its reader doubted is mended where the check digit then agrees', () => {
  expect(mendRegistrationNumber([seen('登録番号T7000012058002', { 14: ['0', 0.3] })])).toBe('T7000012050002')
  expect(mendRegistrationNumber([seen('登録番号T7000012058002')])).toBeNull()
})

test('where two repairs are as likely none is made', () => {
  const both = seen('登録番号T7000012058002', { 14: ['0', 0.3], 15: ['2', 0.3] })
  expect(isRegistrationNumber('7000012058202')).toBe(true)
  expect(mendRegistrationNumber([both])).toBeNull()
})

import { expect, test } from 'vitest'
import { findRegistrationNumber, isRegistrationNumber } from './registration-number.ts'

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

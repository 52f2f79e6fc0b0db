import { expect, test } from 'vitest'
import { moneyIn } from './english-money.ts'

const values = (text: string, sum = false) => moneyIn(text, sum).map((m) => m.value)

test.each([
  ['1 X 12.50 25.00 SR', [12.5, 25]],
  ['TOTAL RM 1,234.50', [1234.5]],
  ['CHANGE RM .00', [0]],
  ['Total 8 .60', [8.6]],
  ['Rounding Adj (0.01)', [-0.01]],
  ['Discount RM-0.20', [-0.2]],
  ['Disc 10.00% -5.59', [-5.59]],
])('%s holds %j', (text, expected) => {
  expect(values(text)).toEqual(expected)
})

test('letters inside a number are the digits that they look like', () => {
  expect(values('GST 6% RMO.23')).toEqual([0.23])
  expect(values('Discount RM-O.l8')).toEqual([-0.18])
})

test('after a currency the point may have been lost; at the end of a line of sums too', () => {
  expect(moneyIn('CASH $820')).toEqual([{ value: 8.2, pointed: false, at: 5 }])
  expect(values('Total 25 00', true)).toEqual([25])
  expect(values('TOTAL 11.6', true)).toEqual([11.6])
  expect(values('Invoice 2500')).toEqual([])
})

test('times, days, rates and unit prices of four places are no sums', () => {
  expect(values('12.17:26PM')).toEqual([])
  expect(values('19.10.2018')).toEqual([])
  expect(values('GST @ 6.00%')).toEqual([])
  expect(values('2X1.0000 - 2.00 SR')).toEqual([2])
})

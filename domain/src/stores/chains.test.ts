import { expect, test } from 'vitest'
import { chainsOf } from './chains.ts'

const shop = (id: string, name: string, ...registrationNumbers: string[]) => ({
  id,
  name,
  registrationNumbers,
})
const [ONE, OTHER] = ['T1234567890123', 'T9876543210987']

test('shops of one registration number, however it is typed, are a chain by what their names have in common', () => {
  const stores = [
    shop('1', 'ソラマメマート 駅前店', ONE),
    shop('2', 'ソラマメマート 本町店', 'T1-2345-6789-0123'),
    shop('3', 'ひとりの店', OTHER),
    shop('4', '番号のない店'),
  ]
  expect(chainsOf(stores)).toEqual([
    { id: '1234567890123', name: 'ソラマメマート', storeIds: ['1', '2'] },
    { id: '9876543210987', name: 'ひとりの店', storeIds: ['3'] },
  ])
})

test('names that have nothing in common, or next to nothing, are called by the first', () => {
  const names = (...all: string[]) => chainsOf(all.map((name, n) => shop(`${n}`, name, ONE)))[0]!.name
  expect(names('東京店', '東店')).toBe('東京店')
  expect(names('みどり', 'あお')).toBe('みどり')
})

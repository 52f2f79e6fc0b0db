import { expect, it } from 'vitest'
import { storeFaults } from './store-faults.ts'

const store = {
  name: '若葉商店',
  registrationNumbers: ['T7433698846159'],
  phones: ['03-0012-3456'],
  names: [],
}
const pathsOf = (change: object) => storeFaults({ ...store, ...change }).map(({ path }) => path)

it('a store is saved with a name, whole T-numbers and whole phone numbers', () => {
  expect(pathsOf({})).toEqual([])
  expect(pathsOf({ registrationNumbers: [], phones: [] })).toEqual([])
  expect(pathsOf({ name: null })).toEqual(['name'])
  expect(pathsOf({ registrationNumbers: ['T7433698846159', 'T74336'] })).toEqual(['registrationNumbers'])
  expect(pathsOf({ phones: ['0012-3456'] })).toEqual(['phones'])
})

it('what is printed in full width counts as digits', () => {
  expect(pathsOf({ registrationNumbers: ['T7433698846159'] })).toEqual([])
})

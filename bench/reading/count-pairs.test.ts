import { expect, test } from 'vitest'
import { countPairs } from './count-pairs.ts'

const alike = (one: string, other: string) => [...one].some((letter) => other.includes(letter))

test('each is paired once at most', () => {
  expect(countPairs(['a', 'a', 'a'], ['a', 'a'], alike)).toBe(2)
  expect(countPairs([], ['a'], alike)).toBe(0)
})

test('one that could have several leaves the only match of another to that other', () => {
  expect(countPairs(['ab', 'a'], ['a', 'b'], alike)).toBe(2)
  expect(countPairs(['abc', 'ab', 'a'], ['a', 'b', 'c'], alike)).toBe(3)
  expect(countPairs(['a', 'a', 'abc'], ['ab', 'c', 'x'], alike)).toBe(2)
})

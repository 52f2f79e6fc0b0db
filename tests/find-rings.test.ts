import { expect, test } from 'vitest'
import { findRings } from './support/find-rings.ts'

const arrows = (...pairs: string[]) => {
  const all = new Map<string, Set<string>>()
  for (const [from, to] of pairs.map((pair) => pair.split('>') as [string, string]))
    all.set(from, (all.get(from) ?? new Set()).add(to))
  return all
}

test('names that only lead away from one another make no ring', () => {
  expect(findRings(arrows('a>b', 'a>c', 'b>d', 'c>d'))).toEqual([])
})

test('each group that reaches itself is one ring, whatever leads to it or away', () => {
  const rings = findRings(arrows('x>a', 'a>b', 'b>c', 'c>a', 'c>d', 'd>e', 'e>d', 'e>y'))
  expect(rings.sort()).toEqual([
    ['a', 'b', 'c'],
    ['d', 'e'],
  ])
})

import { expect, test } from 'vitest'
import type { Quad } from '../read-receipt/image/fit-quad.ts'
import { candidatesOf } from './draw-photo.ts'

const upright = (left: number, right: number): Quad => [
  { x: left, y: 0.1 },
  { x: right, y: 0.1 },
  { x: right, y: 0.9 },
  { x: left, y: 0.9 },
]

test('the paper that was taken comes first, then every other sheet that was looked at, once', () => {
  const taken = upright(0.2, 0.6)
  const judged = [
    { quad: taken, edges: true, score: 0.5 },
    { quad: upright(0.21, 0.6), edges: true, score: 0.48 },
    { quad: upright(0.1, 0.9), edges: false, score: 0.1 },
  ]
  expect(candidatesOf({ papers: [{ quad: taken, edges: true }], judged })).toEqual([
    { place: 1, quad: taken, edges: true, score: 0.5, chosen: true },
    { place: 2, quad: judged[2]!.quad, edges: false, score: 0.1, chosen: false },
  ])
})

test('where no paper was seen there is no candidate', () => {
  expect(candidatesOf({ papers: [], judged: [] })).toEqual([])
})

import { expect, test } from 'vitest'
import { sampleCubic, sampleGray, turnGray, type Gray } from './gray.ts'

const picture: Gray = {
  width: 6,
  height: 5,
  data: Uint8Array.from({ length: 30 }, (_, i) => (i % 6 === 3 ? 20 : 240)),
}

test('on a pixel both ways of sampling give the pixel', () => {
  for (const [x, y] of [
    [0, 0],
    [3, 2],
    [5, 4],
  ] as const) {
    expect(sampleGray(picture, x, y)).toBe(picture.data[y * 6 + x])
    expect(sampleCubic(picture, x, y)).toBe(picture.data[y * 6 + x])
  }
})

test('a thin stroke beside the place keeps more of its depth by the cubic', () => {
  expect(sampleCubic(picture, 2.7, 2)).toBeLessThan(sampleGray(picture, 2.7, 2) - 5)
})

test('four quarter turns give the picture back, and one brings its left column to the top', () => {
  expect(turnGray(turnGray(picture, 3), 1)).toEqual(picture)
  const turned = turnGray(picture, 1)
  expect([turned.width, turned.height]).toEqual([5, 6])
  expect([...turned.data.subarray(15, 20)]).toEqual([20, 20, 20, 20, 20])
})

import { expect, test } from 'vitest'
import { partJoined } from './part-joined.ts'
import type { Region } from './regions.ts'

const WIDTH = 200

function patch(inside: (x: number, y: number) => boolean): Region {
  const pixels: number[] = []
  for (let y = 0; y < 200; y++) for (let x = 0; x < WIDTH; x++) if (inside(x, y)) pixels.push(y * WIDTH + x)
  return { size: pixels.length, pixels: Int32Array.from(pixels) }
}

test('two blocks that hang together by a corner are cut there', () => {
  const joined = patch(
    (x, y) => (x >= 20 && x < 90 && y >= 20 && y < 120) || (x >= 88 && x < 160 && y >= 100 && y < 190),
  )
  const [one, other] = partJoined(joined, WIDTH)[0]!
  const sizes = [one.size, other.size].sort((a, b) => a - b)
  expect(sizes[0]).toBeGreaterThan(6300)
  expect(sizes[1]).toBeLessThan(7200)
})

test('a single sheet, straight or turned, is not cut', () => {
  expect(
    partJoined(
      patch((x, y) => x > 50 && x < 120 && y > 10 && y < 190),
      WIDTH,
    ),
  ).toEqual([])
  expect(
    partJoined(
      patch((x, y) => Math.abs(x + y - 200) < 40 && Math.abs(x - y) < 110),
      WIDTH,
    ),
  ).toEqual([])
})

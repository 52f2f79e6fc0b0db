import { expect, test } from 'vitest'
import type { Quad } from './fit-quad.ts'
import { blankGray } from './gray.ts'
import { warpQuad } from './warp.ts'

const QUAD: Quad = [
  { x: 0.3, y: 0.1 },
  { x: 0.6, y: 0.1 },
  { x: 0.6, y: 0.9 },
  { x: 0.3, y: 0.9 },
]

test('between bent sides there is nothing but the sheet, and a line down it becomes straight', () => {
  const photo = blankGray(300, 300, 20)
  for (let y = 0; y < 300; y++) {
    const v = (y / 299 - 0.1) / 0.8
    const push = 4 * v * (1 - v)
    // Its right side is bent twice as far as its left one.
    const left = 0.3 + 0.05 * push
    const right = 0.6 + 0.1 * push
    for (let x = 0; x < 300; x++) {
      const u = (x / 299 - left) / (right - left)
      if (v >= -0.01 && v <= 1.01 && u >= -0.01 && u <= 1.01)
        photo.data[y * 300 + x] = Math.abs(u - 0.5) < 0.03 ? 90 : 220
    }
  }
  const sheet = warpQuad(photo, QUAD, 90, 240, { left: { x: 0.05, y: 0 }, right: { x: 0.1, y: 0 } })
  for (let y = 0; y < 240; y++) {
    const row = [...sheet.data.subarray(y * 90, y * 90 + 90)]
    expect(Math.min(...row), `row ${y}`).toBeGreaterThan(60)
    expect(row[45], `row ${y}`).toBeLessThan(130)
    expect(Math.min(row[1]!, row[88]!), `row ${y}`).toBeGreaterThan(200)
  }
})

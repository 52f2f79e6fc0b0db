import { expect, test } from 'vitest'
import { fitQuad } from './fit-quad.ts'
import { closeGray } from './morphology.ts'
import { fillHoles, labelRegions, openMask } from './regions.ts'

const WIDTH = 120
const HEIGHT = 100

function mask(inside: (x: number, y: number) => boolean): Uint8Array {
  return Uint8Array.from({ length: WIDTH * HEIGHT }, (_, i) =>
    inside(i % WIDTH, Math.floor(i / WIDTH)) ? 1 : 0,
  )
}

test('patches are told apart, the largest first, and do not run on from one row into the next', () => {
  const regions = labelRegions(
    mask((x, y) => (x < 40 && y < 50) || (x > 100 && y < 60)),
    WIDTH,
  )
  expect(regions.map((r) => r.size)).toEqual([2000, 1140])
})

test('holes are filled, and a bay at the border is none', () => {
  const filled = fillHoles(
    mask((x, y) => !(x > 50 && x < 60 && y > 40 && y < 50) && !(x > 80 && y > 40 && y < 50)),
    WIDTH,
    HEIGHT,
  )
  expect(filled[45 * WIDTH + 55]).toBe(1)
  expect(filled[45 * WIDTH + 100]).toBe(0)
})

test('opening cuts a bridge thinner than its window and leaves a block as it was', () => {
  const inside = (x: number, y: number) =>
    (x < 50 && y > 10) || (x >= 70 && y > 10) || (y > 50 && y < 54 && x > 10)
  const open = openMask(mask(inside), WIDTH, HEIGHT, 3)
  expect(open[52 * WIDTH + 60]).toBe(0)
  for (const x of [0, 49, 70, 119]) expect(open[60 * WIDTH + x]).toBe(1)
  expect(labelRegions(open, WIDTH)).toHaveLength(2)
})

test('a turned rectangle gets its four corners, clockwise from the top left of its upright', () => {
  const inside = (x: number, y: number) =>
    Math.abs((x - 60) * 0.96 + (y - 50) * 0.28) < 20 && Math.abs((y - 50) * 0.96 - (x - 60) * 0.28) < 40
  const quad = fitQuad(labelRegions(mask(inside), WIDTH)[0]!, WIDTH, HEIGHT)!
  const truth = [
    [60 - 20 * 0.96 + 40 * 0.28, 50 - 40 * 0.96 - 20 * 0.28],
    [60 + 20 * 0.96 + 40 * 0.28, 50 - 40 * 0.96 + 20 * 0.28],
    [60 + 20 * 0.96 - 40 * 0.28, 50 + 40 * 0.96 + 20 * 0.28],
    [60 - 20 * 0.96 - 40 * 0.28, 50 + 40 * 0.96 - 20 * 0.28],
  ]
  quad.forEach((p, i) => {
    expect(Math.abs(p.x * (WIDTH - 1) - truth[i]![0]!)).toBeLessThan(1.5)
    expect(Math.abs(p.y * (HEIGHT - 1) - truth[i]![1]!)).toBeLessThan(1.5)
  })
})

test('closing fills a dark mark narrower than its window, also at the rim, and no wider one', () => {
  const data = new Uint8Array(WIDTH * HEIGHT).fill(200)
  for (let y = 20; y < 80; y++)
    for (const x of [0, 30, 31, ...Array.from({ length: 20 }, (_, k) => 60 + k)]) data[y * WIDTH + x] = 10
  const closed = closeGray({ width: WIDTH, height: HEIGHT, data }, 3)
  expect([closed.data[50 * WIDTH], closed.data[50 * WIDTH + 30], closed.data[50 * WIDTH + 70]]).toEqual([
    200, 200, 10,
  ])
})

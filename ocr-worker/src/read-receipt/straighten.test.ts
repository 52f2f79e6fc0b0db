import { expect, test } from 'vitest'
import { blankGray, turnGray, type Gray } from './image/gray.ts'
import { liesSideways } from './find-tilt.ts'
import { straighten } from './straighten.ts'

const WIDTH = 700
const HEIGHT = 1400
const PITCH = 44

/** Rows of words like a till's, 16 px tall, each pixel moved down by `sag` of its place. */
function sheet(sag: (u: number, y: number) => number): Gray {
  const drawn = blankGray(WIDTH, HEIGHT)
  let seed = 5
  const random = () => (seed = (seed * 16807) % 2147483647) / 2147483647
  for (let top = 60; top < HEIGHT - 80; top += PITCH)
    for (let x = 40 + Math.floor(random() * 18); x < WIDTH - 40; x += 16 + Math.floor(random() * 6)) {
      if (random() < 0.3 || (x > 380 && x < 520)) continue
      for (let dx = 0; dx < 12; dx++)
        for (let dy = 0; dy < 16; dy++) {
          if (dx > 3 && dx < 9 && dy > 3 && dy < 12) continue
          const y = Math.round(top + dy + sag((2 * (x + dx)) / (WIDTH - 1) - 1, top))
          if (y >= 0 && y < HEIGHT) drawn.data[y * WIDTH + x + dx] = 20
        }
    }
  return drawn
}

/** How far the tops of a row's characters lie apart, in the worst row, leaving out the farthest tenth. */
function unevenness(image: Gray): number {
  const ink = Array.from({ length: HEIGHT }, (_, y) => {
    let n = 0
    for (let x = 0; x < WIDTH; x++) if (image.data[y * WIDTH + x]! < 128) n++
    return n
  })
  let worst = 0
  for (let y = 1; y < HEIGHT; y++) {
    if (ink[y - 1]! > 0 || ink[y]! === 0) continue
    let foot = y
    while (foot < HEIGHT && ink[foot]! > 0) foot++
    const tops: number[] = []
    for (let x = 0; x < WIDTH; x++)
      for (let v = y; v < foot; v++)
        if (image.data[v * WIDTH + x]! < 128) {
          tops.push(v)
          break
        }
    tops.sort((a, b) => a - b)
    // Inner columns of a character have their top stroke too, so every column counts.
    worst = Math.max(worst, tops[Math.floor(tops.length * 0.95)]! - tops[Math.floor(tops.length * 0.05)]!)
    y = foot
  }
  return worst
}

test.each([
  ['level', () => 0],
  ['tilted by two degrees', (u: number) => 12 * u],
  ['curled', (u: number) => 14 * (u * u - 1 / 3)],
  ['curled more towards the foot', (u: number, y: number) => (16 * y * (u * u - 1 / 3)) / HEIGHT],
  ['twisted', (u: number, y: number) => (10 * u * (y - HEIGHT / 2)) / HEIGHT],
])('the lines of a sheet that is %s come out level within two pixels', (_, sag) => {
  expect(unevenness(straighten(sheet(sag), 0.05))).toBeLessThanOrEqual(2)
})

test('of a crumpled sheet a line stays within three pixels, from the name to the sum at the other edge', () => {
  const crumple = (u: number, y: number) => 8 * Math.sin(3 * u + y / 260) + 3 * Math.sin(5 * u - y / 170)
  expect(unevenness(sheet(crumple))).toBeGreaterThan(15)
  expect(unevenness(straighten(sheet(crumple), 0.05))).toBeLessThanOrEqual(3)
})

test('a sheet cut out by its print alone may lean by more', () => {
  expect(
    unevenness(
      straighten(
        sheet((u) => 50 * u),
        0.3,
      ),
    ),
  ).toBeLessThanOrEqual(2)
})

test('a sheet on its side is told from one that stands, either way up', () => {
  const upright = sheet(() => 0)
  expect([0, 1, 2, 3].map((quarters) => liesSideways(turnGray(upright, quarters)))).toEqual([
    false,
    true,
    false,
    true,
  ])
})

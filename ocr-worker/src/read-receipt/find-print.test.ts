import { expect, test } from 'vitest'
import { findPrint, type Print } from './find-print.ts'
import { blankGray, type Gray } from './image/gray.ts'

const WIDTH = 540
const HEIGHT = 720

/** Rows of characters as dashes of 7 x 5 px in a block of 200 x 320 px at (170, 200). */
const isPrint = (x: number, y: number) =>
  x >= 170 && x < 370 && y >= 200 && y < 520 && (y - 200) % 16 < 7 && (x - 170) % 9 < 5

function photograph(ground: (x: number, y: number) => number, ink = 0.35): Gray {
  const photo = blankGray(WIDTH, HEIGHT)
  for (let y = 0; y < HEIGHT; y++)
    for (let x = 0; x < WIDTH; x++) photo.data[y * WIDTH + x] = ground(x, y) * (isPrint(x, y) ? ink : 1)
  return photo
}

/** The smallest box around all print that was found. */
function boxOf({ regions, width }: Print) {
  const xs = regions.flatMap((r) => Array.from(r.pixels, (i) => i % width))
  const ys = regions.flatMap((r) => Array.from(r.pixels, (i) => Math.floor(i / width)))
  const least = (values: number[]) => values.reduce((a, b) => Math.min(a, b), Infinity)
  const most = (values: number[]) => values.reduce((a, b) => Math.max(a, b), -Infinity)
  return [least(xs), least(ys), most(xs), most(ys)]
}

const near = (box: number[]) => box.map((v, i) => Math.abs(v - [170, 200, 370, 520][i]!) < 25)
const everySide = [true, true, true, true]

test('a block of print on a white sheet on a white table is one patch', () => {
  const print = findPrint(photograph(() => 225))
  expect(print.regions).toHaveLength(1)
  expect(near(boxOf(print))).toEqual(everySide)
})

test('pale print is found, in shadow as in the light', () => {
  const print = findPrint(photograph((x) => (x < 230 ? 110 : x < 310 ? 110 + (x - 230) * 1.4 : 222), 0.75))
  expect(near(boxOf(print))).toEqual(everySide)
})

test('grain of a dark table around a bright sheet is none', () => {
  const onSheet = (x: number, y: number) => x > 130 && x < 410 && y > 160 && y < 560
  const print = findPrint(photograph((x, y) => (onSheet(x, y) ? 220 : (x * 7 + y * 13) % 11 < 4 ? 35 : 65)))
  expect(near(boxOf(print))).toEqual(everySide)
})

test('a blank sheet with a single stroke on it holds none', () => {
  const photo = blankGray(WIDTH, HEIGHT, 220)
  for (let x = 100; x < 400; x++) for (const y of [300, 301]) photo.data[y * WIDTH + x] = 60
  expect(findPrint(photo).regions).toEqual([])
})

test('a large photo is looked at in a smaller size, its ground with the marks filled up', () => {
  const small = photograph(() => 225)
  const large = blankGray(WIDTH * 3, HEIGHT * 3)
  for (let y = 0; y < large.height; y++)
    for (let x = 0; x < large.width; x++)
      large.data[y * large.width + x] = small.data[Math.floor(y / 3) * WIDTH + Math.floor(x / 3)]!
  const print = findPrint(large)
  expect([print.width, print.height]).toEqual([WIDTH, HEIGHT])
  expect(print.gray.data).toEqual(small.data)
  expect(print.ground.data.every((v) => v === 225)).toBe(true)
  expect(near(boxOf(print))).toEqual(everySide)
})

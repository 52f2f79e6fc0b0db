import sharp from 'sharp'
import { expect, test } from 'vitest'
import { findPaper } from './find-paper.ts'
import type { Quad } from './image/fit-quad.ts'
import { loadPhoto } from './load-photo.ts'

const WIDTH = 900
const HEIGHT = 1200

type Ground = (x: number, y: number) => [number, number, number]
/** `bend` pushes the sheet's middle to the right, in fractions of the photo. */
type Sheet = { quad: Quad; paper?: number; ink?: number; shadow?: number; bend?: number }

const wood: Ground = (x, y) => {
  const grain = 18 * Math.sin(y / 9 + 3 * Math.sin(x / 170)) + 10 * Math.sin(y / 2.3 + x / 60)
  return [150 + grain, 105 + grain, 60 + grain]
}
const cloth: Ground = (x, y) => {
  const check = (Math.floor(x / 90) + Math.floor(y / 90)) % 2 ? 70 : 40
  const weave = ((x * 7 + y * 13) % 11) * 2
  return [check + weave, check + weave, check + 20 + weave]
}
const greyTable: Ground = (x, y) => {
  const speck = ((x * 31 + y * 17) % 13) - 6
  return [135 + speck, 135 + speck, 137 + speck]
}
const whiteTable: Ground = () => [226, 226, 224]

/** A photo of sheets with rows of print, each seen in perspective through its four corners (fractions, clockwise). */
async function photograph(ground: Ground, sheets: Sheet[], light = (_x: number, _y: number) => 1) {
  const rgb = Buffer.alloc(WIDTH * HEIGHT * 3)
  let seed = 11
  const grain = () => ((seed = (seed * 16807) % 2147483647) / 2147483647 - 0.5) * 4
  for (let y = 0; y < HEIGHT; y++)
    for (let x = 0; x < WIDTH; x++) {
      let colour = ground(x, y)
      for (const { quad, paper = 225, ink = 50, shadow, bend = 0 } of sheets) {
        const { v } = onSheet(quad, x / (WIDTH - 1), y / (HEIGHT - 1))
        const at = onSheet(quad, x / (WIDTH - 1) - 4 * bend * v * (1 - v), y / (HEIGHT - 1))
        const out = Math.max(-at.u, at.u - 1, -at.v * 2, (at.v - 1) * 2)
        if (shadow && out > 0 && out < 0.02) colour = [shadow, shadow, shadow]
        if (out <= 0) colour = isPrint(at.u, at.v) ? [ink, ink, ink] : [paper, paper, paper - 3]
      }
      const i = (y * WIDTH + x) * 3
      colour.forEach((c, k) => (rgb[i + k] = Math.max(0, Math.min(255, c * light(x, y) + grain()))))
    }
  return loadPhoto(
    await sharp(rgb, { raw: { width: WIDTH, height: HEIGHT, channels: 3 } })
      .png()
      .toBuffer(),
  )
}

/** Where a point lies on the sheet, by its share of the way between opposite sides. */
function onSheet([a, b, c, d]: Quad, x: number, y: number) {
  const beyond = (p: typeof a, q: typeof a) =>
    ((q.x - p.x) * WIDTH * (y - p.y) * HEIGHT - (q.y - p.y) * HEIGHT * (x - p.x) * WIDTH) /
    Math.hypot((q.x - p.x) * WIDTH, (q.y - p.y) * HEIGHT)
  const [top, right, foot, left] = [beyond(a, b), beyond(b, c), beyond(c, d), beyond(d, a)]
  return { u: left / (left + right), v: top / (top + foot) }
}

const isPrint = (u: number, v: number) =>
  v > 0.05 &&
  v < 0.93 &&
  (v * 40) % 1 < 0.45 &&
  (u * 26) % 1 < 0.6 &&
  ((u > 0.08 && u < 0.6) || (u > 0.75 && u < 0.92))

const quad = (...xy: number[]): Quad => [0, 2, 4, 6].map((i) => ({ x: xy[i]!, y: xy[i + 1]! })) as Quad

/** The farthest that a corner lies from its true place, in shares of the photo's long side. */
function miss(found: Quad, truth: Quad): number {
  return Math.max(
    ...truth.map((t) =>
      Math.min(...found.map((f) => Math.hypot((f.x - t.x) * WIDTH, (f.y - t.y) * HEIGHT) / HEIGHT)),
    ),
  )
}

const LEANING = quad(0.36, 0.08, 0.78, 0.13, 0.66, 0.9, 0.22, 0.84)

test.each([
  ['wood', wood, {}],
  ['chequered cloth', cloth, {}],
  ['a white table, where only its shadow shows', whiteTable, { paper: 232, shadow: 196 }],
] as const)('a leaning sheet on %s is found within 1 % of the photo', async (_, ground, sheet) => {
  const { papers } = findPaper(await photograph(ground, [{ quad: LEANING, ...sheet }]))
  expect(papers).toHaveLength(1)
  expect(papers[0]!.edges).toBe(true)
  expect(miss(papers[0]!.quad, LEANING)).toBeLessThan(0.01)
})

test('a shadow across sheet and table does not pass for an edge', async () => {
  const { papers } = findPaper(
    await photograph(wood, [{ quad: LEANING }], (x, y) => (x + y * 0.3 > 700 ? 0.45 : 1)),
  )
  expect(papers).toHaveLength(1)
  expect(miss(papers[0]!.quad, LEANING)).toBeLessThan(0.015)
})

test('a sheet of pale print, half in soft shadow and there darker than the lit table, is found whole', async () => {
  const { papers } = findPaper(
    await photograph(greyTable, [{ quad: LEANING, paper: 190, ink: 165 }], (x, y) =>
      Math.max(0.4, Math.min(1, 0.7 + (x - 470 + (y - 600) * 0.4) / 200)),
    ),
  )
  expect(papers).toHaveLength(1)
  expect(papers[0]!.edges).toBe(true)
  expect(miss(papers[0]!.quad, LEANING)).toBeLessThan(0.01)
})

test('curled paper is found with the bend of its sides', async () => {
  const upright = quad(0.3, 0.1, 0.62, 0.1, 0.62, 0.9, 0.3, 0.9)
  const { papers } = findPaper(await photograph(wood, [{ quad: upright, bend: 0.05 }]))
  expect(miss(papers[0]!.quad, upright)).toBeLessThan(0.01)
  for (const side of ['left', 'right'] as const)
    expect(Math.abs(papers[0]!.bends![side].x - 0.05), side).toBeLessThan(0.01)
})

test('a sheet that lies on its side is found, its long sides first', async () => {
  const lying = quad(0.06, 0.34, 0.95, 0.3, 0.96, 0.56, 0.07, 0.6)
  const { papers } = findPaper(await photograph(wood, [{ quad: lying }]))
  expect(miss(papers[0]!.quad, lying)).toBeLessThan(0.01)
  const [a, b, c] = papers[0]!.quad
  const across = Math.hypot((b.x - a.x) * WIDTH, (b.y - a.y) * HEIGHT)
  expect(Math.hypot((c.x - b.x) * WIDTH, (c.y - b.y) * HEIGHT)).toBeGreaterThan(across * 1.5)
})

const LEFT = quad(0.05, 0.2, 0.45, 0.17, 0.48, 0.78, 0.09, 0.8)

test.each([
  ['apart', quad(0.56, 0.12, 0.94, 0.15, 0.88, 0.92, 0.5, 0.9)],
  ['touching at a corner', quad(0.555, 0.1, 0.94, 0.14, 0.86, 0.93, 0.465, 0.9)],
  ['of which one covers a corner of the other', quad(0.44, 0.36, 0.82, 0.3, 0.93, 0.9, 0.54, 0.96)],
])('two sheets %s are two', async (_, right) => {
  const { papers } = findPaper(await photograph(wood, [{ quad: LEFT }, { quad: right }]))
  expect(papers).toHaveLength(2)
  for (const truth of [LEFT, right])
    expect(Math.min(...papers.map((p) => miss(p.quad, truth)))).toBeLessThan(0.05)
})

test('one long sheet stays one', async () => {
  const { papers } = findPaper(
    await photograph(cloth, [{ quad: quad(0.3, 0.02, 0.66, 0.03, 0.68, 0.97, 0.31, 0.98) }]),
  )
  expect(papers).toHaveLength(1)
})

test('a scan that is white up to its rim is read as a whole', async () => {
  const { papers } = findPaper(await photograph(() => [255, 255, 255], [{ quad: LEANING, paper: 255 }]))
  expect(papers).toHaveLength(0)
})

test('a grey scan whose print fades towards its foot is read as a whole', async () => {
  const upper = quad(-0.01, 0.1, 1.01, 0.1, 1.01, 0.6, -0.01, 0.6)
  const { papers } = findPaper(await photograph(() => [205, 205, 202], [{ quad: upper, paper: 205 }]))
  expect(papers).toEqual([])
})

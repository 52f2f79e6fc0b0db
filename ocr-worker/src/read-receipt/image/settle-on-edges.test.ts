import { expect, test } from 'vitest'
import type { Quad } from './fit-quad.ts'
import { blankGray, type Gray } from './gray.ts'
import { settleOnEdges } from './settle-on-edges.ts'

const WIDTH = 400
const HEIGHT = 600

/** A sheet of 150 x 400 px from (100, 80) on a darker table, its rows pushed to the right by `push`, under a `light`. */
function photograph(push: (v: number) => number, table = 150, light = (_x: number) => 1): Gray {
  const photo = blankGray(WIDTH, HEIGHT)
  for (let y = 0; y < HEIGHT; y++)
    for (let x = 0; x < WIDTH; x++) {
      const left = 100 + push((y - 80) / 400)
      const paper = y >= 80 && y < 480 && x >= left && x < left + 150
      photo.data[y * WIDTH + x] = (paper ? 210 : table) * light(x)
    }
  return photo
}

const upright = (x0: number, y0: number, x1: number, y1: number): Quad => [
  { x: x0 / (WIDTH - 1), y: y0 / (HEIGHT - 1) },
  { x: x1 / (WIDTH - 1), y: y0 / (HEIGHT - 1) },
  { x: x1 / (WIDTH - 1), y: y1 / (HEIGHT - 1) },
  { x: x0 / (WIDTH - 1), y: y1 / (HEIGHT - 1) },
]

const across = (quad: Quad) => quad.map((p) => Math.round(p.x * (WIDTH - 1)))

test('sides that lie beside the edges move onto them', () => {
  const { quad, bends, seen } = settleOnEdges(
    upright(108, 74, 238, 490),
    photograph(() => 0),
    0.12,
  )
  expect(seen).toBe(4)
  expect(bends).toBeUndefined()
  expect(across(quad).map((x, i) => Math.abs(x - [100, 250, 250, 100][i]!) <= 1)).toEqual(Array(4).fill(true))
})

test('the soft edge of a deep shadow outside the sheet does not draw its side away', () => {
  // Over 60 px the light falls to a quarter, much farther than from the paper to the table.
  const shadow = (x: number) => 0.625 + 0.375 * Math.cos(Math.PI * Math.max(0, Math.min(1, (x - 254) / 60)))
  const { quad } = settleOnEdges(
    upright(100, 80, 262, 480),
    photograph(() => 0, 190, shadow),
    0.25,
  )
  for (const x of across(quad).slice(1, 3)) expect(Math.abs(x - 250)).toBeLessThan(3)
})

test('the sides of curled paper are followed along their bend', () => {
  const { quad, bends, seen } = settleOnEdges(
    upright(106, 80, 256, 480),
    photograph((v) => 14 * 4 * v * (1 - v)),
    0.12,
  )
  expect(seen).toBe(4)
  for (const side of ['left', 'right'] as const)
    expect(Math.abs(bends![side].x * (WIDTH - 1) - 14), side).toBeLessThan(2)
  expect(across(quad).map((x, i) => Math.abs(x - [100, 250, 250, 100][i]!) <= 2)).toEqual(Array(4).fill(true))
})

test('a side without any edge stays where it was', () => {
  const { quad, seen } = settleOnEdges(upright(110, 90, 240, 470), blankGray(WIDTH, HEIGHT, 180), 0.12)
  expect(seen).toBe(0)
  expect(across(quad)).toEqual([110, 240, 240, 110])
})

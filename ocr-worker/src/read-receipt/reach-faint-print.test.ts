import { expect, test } from 'vitest'
import { findRows } from './find-rows.ts'
import { blankGray, type Gray } from './image/gray.ts'

const WIDTH = 600

/** Rows do not stand exactly below one another, or their strokes would be taken for streaks. */
const indent = (row: number) => 60 + ((row * 5) % 18)

/** Rows of box-like letters from `x` on, `faint` of them first; grain all over. */
function sheet(faint: number, level: number): Gray {
  const drawn = blankGray(WIDTH, 520, 235)
  let seed = 7
  const random = () => (seed = (seed * 16807) % 2147483647) / 2147483647
  for (let i = 0; i < drawn.data.length; i++) drawn.data[i]! += Math.round((random() - 0.5) * 16)
  for (let row = 0; row < 12; row++)
    for (let k = 0; k < 9; k++) box(drawn, indent(row) + k * 24, 20 + row * 40, k < faint ? level : 30)
  return drawn
}

function box({ data }: Gray, x: number, y: number, level: number): void {
  for (let v = 0; v < 20; v++)
    for (let u = 0; u < 18; u++)
      if (v < 3 || v >= 17 || u < 3 || u >= 15 || Math.abs(u - 9) < 2) data[(y + v) * WIDTH + x + u] = level
}

const fromTo = (image: Gray) =>
  findRows(image).rows.map((row) => [row.runs[0]!.from, row.runs.at(-1)!.to] as const)
const wholeRows = Array.from({ length: 12 }, (_, row) => [indent(row), indent(row) + 8 * 24 + 18] as const)

test('letters too faint to be found stand with the row that they begin', () => {
  const rows = fromTo(sheet(2, 190))
  expect(rows).toHaveLength(12)
  rows.forEach(([from], i) => {
    expect(from).toBeLessThanOrEqual(indent(i) + 4)
    expect(from).toBeGreaterThan(indent(i) - 16)
  })
})

test('grain beside a row is no print', () => {
  expect(fromTo(sheet(0, 0))).toEqual(wholeRows)
})

test('an even shadow beside a row is no print', () => {
  const shaded = sheet(0, 0)
  for (let y = 0; y < shaded.height; y++)
    for (let x = 300; x < 420; x++) shaded.data[y * WIDTH + x] = Math.round(shaded.data[y * WIDTH + x]! * 0.8)
  for (const [, to] of fromTo(shaded)) expect(to).toBeLessThan(330)
})

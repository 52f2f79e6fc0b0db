import { expect, test } from 'vitest'
import { findRows } from './find-rows.ts'
import { blankGray, type Gray } from './image/gray.ts'

const WIDTH = 600

/** Box-like characters, `size` px tall, from `x` on. */
function write(sheet: Gray, top: number, size: number, count: number, x = 40): void {
  const wide = Math.round(size * 0.7)
  for (let k = 0; k < count; k++) {
    const left = x + k * (wide + 4)
    for (let y = 0; y < size; y++)
      for (let u = 0; u < wide; u++)
        if (y < 3 || y >= size - 3 || u < 3 || u >= wide - 3 || Math.abs(u - wide / 2) < 2)
          sheet.data[(top + y) * WIDTH + left + u] = 20
  }
}

function fill(sheet: Gray, x: number, y: number, w: number, h: number): void {
  for (let v = y; v < y + h; v++) sheet.data.fill(20, v * WIDTH + x, v * WIDTH + x + w)
}

test('every line is a row, and what stands far to the right on it belongs to it', () => {
  const sheet = blankGray(WIDTH, 500)
  for (let i = 0; i < 12; i++) {
    write(sheet, 30 + i * 36, 20, 8, 40 + ((i * 5) % 18))
    write(sheet, 30 + i * 36, 20, 3, 480 + ((i * 7) % 18))
  }
  const { rows, lineHeight } = findRows(sheet)
  expect(rows).toHaveLength(12)
  expect(lineHeight).toBe(20)
  expect(rows[4]!.runs[0]!.from).toBe(42)
  expect(rows[4]!.runs.at(-1)!.to).toBeGreaterThan(515)
})

test('a line of double height stays one row', () => {
  const sheet = blankGray(WIDTH, 400)
  for (const top of [20, 56, 92, 128]) write(sheet, top, 20, 10)
  write(sheet, 170, 42, 8)
  write(sheet, 240, 20, 10)
  expect(findRows(sheet).rows.map((r) => r.foot - r.top)).toEqual([20, 20, 20, 20, 42, 20])
})

test('a logo stays one row, though every letter of it has a gap at another height', () => {
  const sheet = blankGray(WIDTH, 500)
  for (const top of [150, 190, 230, 270, 310]) write(sheet, top, 20, 10)
  for (let k = 0; k < 5; k++) {
    const left = 40 + k * 90
    fill(sheet, left, 30, 70, 6)
    fill(sheet, left, 94, 70, 6)
    // Slanting, so that no upright stroke is whole anywhere.
    for (let y = 36; y < 94; y++) fill(sheet, left + Math.round((y - 36) * 0.9), y, 5, 1)
  }
  expect(findRows(sheet).rows.map((r) => r.foot - r.top)).toEqual([70, 20, 20, 20, 20, 20])
})

test('a tall sum stays one row, though the letters of its word are in two parts', () => {
  const sheet = blankGray(WIDTH, 400)
  for (const top of [20, 60, 100, 240, 280]) write(sheet, top, 20, 10)
  for (const left of [40, 100]) {
    fill(sheet, left, 150, 45, 22)
    fill(sheet, left, 178, 45, 17)
  }
  for (const left of [400, 440, 480]) fill(sheet, left, 150, 8, 45)
  expect(findRows(sheet).rows.map((r) => r.foot - r.top)).toEqual([20, 20, 20, 45, 20, 20])
})

test('two lines that touch by one long letter are two rows', () => {
  const sheet = blankGray(WIDTH, 400)
  for (const top of [20, 60, 100, 200, 240]) write(sheet, top, 20, 10)
  write(sheet, 130, 20, 10)
  write(sheet, 154, 20, 10)
  fill(sheet, 52, 130, 3, 40)
  expect(findRows(sheet).rows).toHaveLength(7)
})

test('a rule of dashes and a bar code are no rows', () => {
  const sheet = blankGray(WIDTH, 400)
  for (const top of [20, 60, 140, 180]) write(sheet, top, 20, 10)
  for (let x = 40; x < 560; x += 14) fill(sheet, x, 110, 9, 3)
  let wide = 2
  for (let x = 100; x < 500; x += wide + 5) fill(sheet, x, 240, (wide = (wide * 3) % 7), 60)
  expect(findRows(sheet).rows).toHaveLength(4)
})

test('an empty sheet has no rows', () => {
  expect(findRows(blankGray(WIDTH, 300)).rows).toEqual([])
})

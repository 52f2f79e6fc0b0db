import { expect, test } from 'vitest'
import { eraseNonPrint } from './erase-non-print.ts'
import { blankGray, type Gray } from './image/gray.ts'

function block(sheet: Gray, x0: number, y0: number, w: number, h: number): void {
  for (let y = y0; y < y0 + h; y++) for (let x = x0; x < x0 + w; x++) sheet.data[y * sheet.width + x] = 30
}

const at = (sheet: Gray, x: number, y: number) => sheet.data[y * sheet.width + x]!

test('a fold down the sheet, a rule across it and its own edge go; characters stay', () => {
  const sheet = blankGray(500, 700)
  block(sheet, 240, 100, 3, 400)
  block(sheet, 30, 600, 440, 2)
  block(sheet, 0, 0, 4, 700)
  block(sheet, 100, 50, 18, 22)
  const clean = eraseNonPrint(sheet)
  expect(at(clean, 241, 300)).toBe(255)
  expect(at(clean, 200, 600)).toBe(255)
  expect(at(clean, 1, 350)).toBe(255)
  expect(at(clean, 108, 60)).toBe(30)
})

test('a single dark pixel is dust on a large picture and may be a stroke on a small one', () => {
  for (const [width, left] of [
    [1200, 255],
    [400, 30],
  ] as const) {
    const sheet = blankGray(width, 200)
    block(sheet, 100, 100, 1, 1)
    expect(at(eraseNonPrint(sheet), 100, 100), `${width} px wide`).toBe(left)
  }
})

import { expect, test } from 'vitest'
import { cropToPrint } from './crop-to-print.ts'
import { blankGray, type Gray } from './image/gray.ts'

function printed(x: number, y: number, w: number, h: number): Gray {
  const sheet = blankGray(1000, 1500)
  for (let row = y; row < y + h; row += 30)
    for (let v = row; v < row + 12; v++) sheet.data.fill(20, v * 1000 + x, v * 1000 + x + w)
  return sheet
}

test('blank around the print goes, but for a margin', () => {
  const { width, height, data } = cropToPrint(printed(400, 300, 300, 612))
  expect([width, height]).toEqual([340, 652])
  expect(data[20 * 340 + 20]).toBe(20)
  expect(data[19 * 340 + 20]).toBe(255)
})

test('a sheet that its print fills stays as it is, and so does an empty one', () => {
  const full = printed(10, 10, 980, 1470)
  expect(cropToPrint(full)).toBe(full)
  const empty = blankGray(200, 300)
  expect(cropToPrint(empty)).toBe(empty)
})

test('a few specks beside the print do not hold the blank between', () => {
  const sheet = printed(400, 300, 300, 612)
  for (const x of [15, 60, 990]) sheet.data[700 * 1000 + x] = 0
  expect(cropToPrint(sheet).width).toBe(340)
})

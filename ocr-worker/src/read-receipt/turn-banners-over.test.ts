import { expect, test } from 'vitest'
import { blankGray, type Gray } from './image/gray.ts'
import { turnBannersOver } from './turn-banners-over.ts'

const WIDTH = 480

function fill(sheet: Gray, x: number, y: number, w: number, h: number, value: number): void {
  for (let v = y; v < y + h; v++) sheet.data.fill(value, v * WIDTH + x, v * WIDTH + x + w)
}

test('white letters on a black banner become black letters on paper', () => {
  const sheet = blankGray(WIDTH, 400, 225)
  fill(sheet, 80, 64, 320, 80, 30)
  for (let x = 110; x < 370; x += 40) fill(sheet, x, 88, 10, 32, 220)
  const turned = turnBannersOver(sheet)
  expect(turned.data[104 * WIDTH + 114]).toBeLessThan(80)
  expect(turned.data[104 * WIDTH + 135]).toBeGreaterThan(200)
})

test('bold letters of a logo that run together stay as they are', () => {
  const sheet = blankGray(WIDTH, 400, 225)
  for (let k = 0; k < 6; k++) fill(sheet, 80 + k * 48, k % 2 ? 96 : 56, 48, k % 2 ? 48 : 88, 30)
  expect(turnBannersOver(sheet).data).toEqual(sheet.data)
})

test('a strip of table along the rim is no banner', () => {
  const sheet = blankGray(WIDTH, 400, 225)
  fill(sheet, 0, 0, 40, 400, 30)
  expect(turnBannersOver(sheet).data).toEqual(sheet.data)
})

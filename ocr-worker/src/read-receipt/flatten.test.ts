import { expect, test } from 'vitest'
import { flatten } from './flatten.ts'
import { blankGray, type Gray } from './image/gray.ts'

/** Paper of 400 x 600 whose light falls from `bright` at the top to `dark` at the foot, with bars at 45 % of the light. */
function litSheet(bright: number, dark: number): Gray {
  const sheet = blankGray(400, 600)
  for (let y = 0; y < 600; y++)
    for (let x = 0; x < 400; x++) {
      const light = bright + ((dark - bright) * y) / 599
      sheet.data[y * 400 + x] = isBar(x, y) ? light * 0.45 : light
    }
  return sheet
}

const isBar = (x: number, y: number) => y % 40 >= 10 && y % 40 < 14 && x > 60 && x < 340 && x % 20 < 12

test('a shadow over half of the sheet leaves neither its paper grey nor its print pale', () => {
  const flat = flatten(litSheet(230, 70), null)
  for (const y of [12, 292, 572]) expect(flat.data[y * flat.width + 205], `print at ${y}`).toBeLessThan(60)
  for (const y of [30, 310, 550])
    expect(flat.data[y * flat.width + 205], `paper at ${y}`).toBeGreaterThan(244)
})

test('a hairline on a clean sheet stays to be seen', () => {
  const sheet = litSheet(220, 220)
  for (let x = 100; x < 300; x++) sheet.data[34 * 400 + x] = 205
  const flat = flatten(sheet, null)
  expect(flat.data[34 * flat.width + 200]).toBeLessThan(246)
})

test('grain on a dark photo does not become specks', () => {
  const sheet = litSheet(90, 80)
  let seed = 3
  const random = () => (seed = (seed * 16807) % 2147483647) / 2147483647
  sheet.data.forEach((v, i) => (sheet.data[i] = v + (random() + random() - 1) * 14))
  const flat = flatten(sheet, null)
  let specks = 0
  for (let y = 0; y < 600; y++) for (let x = 350; x < 400; x++) if (flat.data[y * 400 + x]! < 165) specks++
  expect(specks).toBeLessThan(15)
})

test('the corners of a leaning sheet become the corners of the picture', () => {
  const photo = blankGray(500, 500, 20)
  const quad = [
    { x: 0.3, y: 0.1 },
    { x: 0.9, y: 0.3 },
    { x: 0.7, y: 0.9 },
    { x: 0.1, y: 0.7 },
  ] as const
  const inside = (x: number, y: number) => {
    const u = ((x / 499 - 0.3) * 0.6 + (y / 499 - 0.1) * 0.2) / 0.4
    const v = (-(x / 499 - 0.3) * 0.2 + (y / 499 - 0.1) * 0.6) / 0.4
    return { u, v, in: u >= 0 && u <= 1 && v >= 0 && v <= 1 }
  }
  for (let y = 0; y < 500; y++)
    for (let x = 0; x < 500; x++) {
      const at = inside(x, y)
      if (at.in) photo.data[y * 500 + x] = at.u < 0.5 && at.v > 0.45 && at.v < 0.55 ? 40 : 220
    }
  const flat = flatten(photo, [...quad] as Parameters<typeof flatten>[1])
  const at = (u: number, v: number) =>
    flat.data[Math.round(v * (flat.height - 1)) * flat.width + Math.round(u * (flat.width - 1))]
  expect(at(0.25, 0.5)).toBeLessThan(100)
  expect(at(0.75, 0.5)).toBeGreaterThan(240)
  expect(at(0.25, 0.4)).toBeGreaterThan(240)
  expect(at(0.25, 0.6)).toBeGreaterThan(240)
})

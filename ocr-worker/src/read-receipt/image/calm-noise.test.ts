import { expect, test } from 'vitest'
import { calmNoise, noiseOf } from './calm-noise.ts'
import { blankGray, type Gray } from './gray.ts'

/** Grey paper with black bars of print three pixels wide, and grain of a known strength over all of it. */
function grainySheet(grain: number): Gray {
  const sheet = blankGray(240, 160, 200)
  let seed = 7
  const random = () => (seed = (seed * 16807) % 2147483647) / 2147483647
  for (let y = 0; y < sheet.height; y++)
    for (let x = 0; x < sheet.width; x++) {
      const print = y > 40 && y < 120 && x > 40 && x < 200 && x % 12 < 3
      const noise = (random() + random() + random() + random() - 2) * Math.sqrt(3) * grain
      sheet.data[y * sheet.width + x] = (print ? 60 : 200) + noise
    }
  return sheet
}

test.each([0, 3, 8])('noise of %d grey levels is measured, whatever is printed', (grain) => {
  expect(noiseOf(grainySheet(grain))).toBeGreaterThan(grain * 0.8 - 0.1)
  expect(noiseOf(grainySheet(grain))).toBeLessThan(grain * 1.2 + 0.6)
})

test('paper becomes even and print stays as dark as it was', () => {
  const sheet = grainySheet(8)
  const calm = calmNoise(sheet, noiseOf(sheet))
  expect(noiseOf(calm)).toBeLessThan(3)
  const middleOfBar = (image: Gray) => image.data[80 * image.width + 85]!
  expect(Math.abs(middleOfBar(calm) - middleOfBar(sheet))).toBeLessThan(12)
})

test('a picture smaller than the window is filtered too', () => {
  expect(calmNoise({ width: 2, height: 1, data: Uint8Array.from([10, 200]) }, 5).data).toHaveLength(2)
  expect(noiseOf({ width: 2, height: 1, data: Uint8Array.from([10, 200]) })).toBe(0)
})

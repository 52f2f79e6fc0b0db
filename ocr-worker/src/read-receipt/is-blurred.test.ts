import sharp from 'sharp'
import { expect, test } from 'vitest'
import { isBlurred } from './is-blurred.ts'

/** White letters on grey, taken with a lens that smears them by `sigma` pixels. */
async function letters(width: number, sigma: number) {
  const drawn = sharp(
    Buffer.from(
      `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${width}"><rect width="100%" height="100%" fill="#777"/>` +
        Array.from(
          { length: 20 },
          (_, i) => `<rect x="${20 + i * 30}" y="${40 + i * 25}" width="${6 + i}" height="90" fill="#fff"/>`,
        ).join('') +
        '</svg>',
    ),
  ).removeAlpha()
  const { data, info } = await (sigma ? drawn.blur(sigma) : drawn)
    .toColourspace('b-w')
    .raw()
    .toBuffer({ resolveWithObject: true })
  return { width: info.width, height: info.height, data: new Uint8Array(data) }
}

test('sharp letters are not blurred, on a small photo and on a large one', async () => {
  expect(isBlurred(await letters(700, 0))).toBe(false)
  expect(isBlurred(await letters(2000, 1.5))).toBe(false)
})

test('a smear of several pixels is a blur', async () => {
  expect(isBlurred(await letters(700, 4))).toBe(true)
  expect(isBlurred(await letters(2000, 14))).toBe(true)
})

test('a picture without any edge shows nothing sharp', () => {
  expect(isBlurred({ width: 100, height: 100, data: new Uint8Array(10_000).fill(90) })).toBe(true)
})

import { readFile } from 'node:fs/promises'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { makePdf } from '../../../../tests/support/make-pdf.ts'
import { UnreadableImage } from '../unreadable-image.ts'
import { drawFile } from './draw-file.ts'

const sample = (name: string) => readFile(new URL(`../../../../samples/${name}`, import.meta.url))
const page = { lines: ['KOMOREBI MART', '', 'TOTAL 1,280'] }
const refusal = (bytes: Uint8Array) =>
  drawFile(bytes).catch((error: unknown) => (error instanceof UnreadableImage ? error.kind : error))

test('a HEIC photo is drawn as the JPEG that it was made from, without its notes', async () => {
  const { jpeg } = (await drawFile(await sample('formats/konbini-01.heic')))!
  const { format, exif, xmp } = await sharp(jpeg).metadata()
  expect({ format, exif, xmp }).toEqual({ format: 'jpeg', exif: undefined, xmp: undefined })
  const pixels = (bytes: Uint8Array) => sharp(bytes).resize(60, 106).greyscale().raw().toBuffer()
  const [drawn, photo] = [await pixels(jpeg), await pixels(await sample('konbini-01.jpg'))]
  const apart = drawn.reduce((sum, value, at) => sum + Math.abs(value - photo[at]!), 0) / drawn.length
  expect(apart).toBeLessThan(2)
})

test('the first three pages of a PDF are drawn below each other, without their margins; empty ones are left out', async () => {
  const drawn = async (...pages: { lines: string[] }[]) => (await drawFile(makePdf(pages)))!
  const [one, two, three] = [
    await drawn(page),
    await drawn(page, { lines: [] }, page),
    await drawn(page, page, page),
  ]
  expect(one.width).toBeLessThan(900)
  expect(two.height).toBeGreaterThan(1.5 * one.height)
  expect(three.height - two.height).toBe(two.height - one.height)
  expect((await drawn(page, page, page, page)).height).toBe(three.height)
})

test('what is damaged, cut off or empty is refused; a photo is none of its business', async () => {
  const heic = await sample('formats/konbini-01.heic')
  const pdf = makePdf([page])
  expect(await refusal(heic.subarray(0, 4000))).toBe('broken_image')
  expect(await refusal(heic.subarray(0, 300))).toBe('broken_image')
  expect(await refusal(Buffer.from('%PDF-1.7\n1 0 obj'))).toBe('broken_image')
  expect(await refusal(makePdf([{ lines: [] }]))).toBe('broken_image')
  expect(await refusal(makePdf([]))).toBe('broken_image')
  expect(await refusal(pdf)).toHaveProperty('jpeg')
  expect(await drawFile(await sample('konbini-01.jpg'))).toBe(undefined)
})

test('a HEIC photo that says to be larger than is decoded is refused before its pixels are', async () => {
  const heic = await sample('formats/konbini-01.heic')
  for (let at = heic.indexOf('ispe'); at >= 0; at = heic.indexOf('ispe', at + 1))
    heic.writeUInt32BE(60_000, at + 8)
  expect(await refusal(heic)).toBe('too_large')
})

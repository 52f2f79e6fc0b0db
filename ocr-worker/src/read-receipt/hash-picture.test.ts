import { readFile } from 'node:fs/promises'
import { countDifferentBits } from '@tamaru/domain'
import sharp, { type Sharp } from 'sharp'
import { describe, expect, test } from 'vitest'
import { loadPhoto } from './load-photo.ts'
import { markPhoto } from './mark-photo.ts'

const sample = (name: string) => readFile(new URL(`../../../samples/${name}.jpg`, import.meta.url))
const markOf = async (photo: Uint8Array) => (await markPhoto(photo, await loadPhoto(photo))).photo!
const apart = async (a: Uint8Array, b: Uint8Array) => countDifferentBits(await markOf(a), await markOf(b))

const photo = await sample('konbini-01')
const upright = () => sharp(photo).autoOrient()

describe('a photo keeps its mark, but for a few of its 256 bits', () => {
  test.each<[string, () => Sharp]>([
    ['saved again at half the quality', () => upright().jpeg({ quality: 40 })],
    ['saved in another format', () => upright().webp({ quality: 60 })],
    ['made smaller', () => upright().resize({ width: 500 }).jpeg()],
    ['made brighter', () => upright().linear(1.15, 0).jpeg()],
    ['made darker', () => upright().linear(0.6, 0).jpeg()],
    ['in shades of grey', () => upright().greyscale().jpeg()],
  ])('%s', async (_how, change) => {
    expect(await apart(photo, await change().toBuffer())).toBeLessThanOrEqual(16)
  })

  test('turned by its EXIF note', async () => {
    const lying = await upright().rotate(90).withMetadata({ orientation: 8 }).jpeg().toBuffer()
    expect(await apart(photo, lying)).toBeLessThanOrEqual(16)
  })
})

test.each(['konbini-02', 'supermarket-01', 'traps/second-photo', 'demo/demo-01'])(
  'another photo has another mark: %s, be it of the same receipt',
  async (other) => {
    expect(await apart(photo, await sample(other))).toBeGreaterThan(56)
  },
)

test('a picture of nothing has no mark, so that two of them are not taken for one photo', async () => {
  const nothing = sharp({ create: { width: 400, height: 600, channels: 3, background: '#ccc' } })
  expect(await markOf(await nothing.jpeg().toBuffer())).toBeNull()
})

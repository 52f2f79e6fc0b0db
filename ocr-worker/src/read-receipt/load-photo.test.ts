import sharp from 'sharp'
import { expect, test } from 'vitest'
import { loadPhoto } from './load-photo.ts'
import { UnreadableImage } from './unreadable-image.ts'

const blank = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#eee' } })

async function refusal(bytes: Uint8Array): Promise<string> {
  const outcome = await loadPhoto(bytes).catch((error: unknown) => error)
  if (!(outcome instanceof UnreadableImage)) return `read: ${JSON.stringify(outcome).slice(0, 80)}`
  expect(outcome.message.length).toBeGreaterThan(10)
  return outcome.kind
}

test('a photo is turned upright by its EXIF note', async () => {
  const bytes = await blank(400, 200).withMetadata({ orientation: 6 }).jpeg().toBuffer()
  const { gray } = await loadPhoto(bytes)
  expect([gray.width, gray.height]).toEqual([200, 400])
})

test('print colours and transparent pictures are read', async () => {
  const cmyk = await blank(300, 300).toColourspace('cmyk').jpeg().toBuffer()
  expect((await loadPhoto(cmyk)).gray.data[0]).toBeGreaterThan(200)
  const clear = sharp({
    create: { width: 300, height: 300, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } },
  })
  expect((await loadPhoto(await clear.png().toBuffer())).gray.data[0]).toBe(255)
  const gray16 = await blank(300, 300).toColourspace('grey16').png().toBuffer()
  expect((await loadPhoto(gray16)).gray.data[0]).toBeGreaterThan(200)
})

test('a huge photo is made smaller, not refused', async () => {
  const { gray } = await loadPhoto(await blank(6000, 8000).jpeg().toBuffer())
  expect(Math.max(gray.width, gray.height)).toBeLessThanOrEqual(3600)
})

test('a decompression bomb and an endless strip are too large', async () => {
  const header = await blank(16, 16).png().toBuffer()
  const bomb = Buffer.from(header)
  bomb.writeUInt32BE(60_000, 16)
  bomb.writeUInt32BE(60_000, 20)
  expect(['too_large', 'broken_image']).toContain(await refusal(bomb))
  expect(await refusal(await blank(31_000, 20).png().toBuffer())).toBe('too_large')
})

test('a truncated photo is broken', async () => {
  const whole = await sharp({
    create: {
      width: 800,
      height: 800,
      channels: 3,
      background: '#888',
      noise: { type: 'gaussian', mean: 128, sigma: 40 },
    },
  })
    .jpeg()
    .toBuffer()
  expect(await refusal(whole.subarray(0, whole.length >> 1))).toBe('broken_image')
})

test('drawings and animations are not photos', async () => {
  const svg = Buffer.from(
    '<svg xmlns="http://www.w3.org/2000/svg" width="200" height="200"><rect width="9" height="9"/></svg>',
  )
  expect(await refusal(svg)).toBe('unsupported_format')
  const twoFrames = Buffer.concat([Buffer.alloc(60 * 60 * 3, 20), Buffer.alloc(60 * 60 * 3, 200)])
  const frames = sharp(twoFrames, { raw: { width: 60, height: 120, channels: 3, pageHeight: 60 } })
  expect(await refusal(await frames.gif().toBuffer())).toBe('unsupported_format')
  expect(await refusal(Buffer.from('not a picture at all'))).toBe('unsupported_format')
  expect(await refusal(new Uint8Array())).toBe('unsupported_format')
})

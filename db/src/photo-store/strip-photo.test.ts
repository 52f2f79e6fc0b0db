import { readFile } from 'node:fs/promises'
import { deflateSync } from 'node:zlib'
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import {
  behindStart,
  beforeScan,
  exifWith,
  jpegSegment,
  makeNoise,
  pngChunk,
  SECRET,
  webpChunk,
  withPngChunks,
  withWebpChunks,
} from '../../../tests/support/make-noted-photo.ts'
import { stripInPieces, stripPhoto, type PhotoMediaType } from './strip-photo.ts'

const KINDS = ['jpeg', 'png', 'webp'] as const
const typeOf = (kind: string) => `image/${kind}` as PhotoMediaType
const strip = (bytes: Uint8Array, kind: string) => stripPhoto(bytes, typeOf(kind))
const stripWell = (bytes: Uint8Array, kind: string) => {
  const stripped = strip(bytes, kind)
  expect(stripped).toBeDefined()
  return stripped!
}
const holds = (bytes: Uint8Array, text: string) => Buffer.from(bytes).includes(text)

/** As the reader takes a photo: upright, in sRGB. */
const pixelsOf = async (bytes: Uint8Array) =>
  (await sharp(bytes, { failOn: 'error' }).autoOrient().toColourspace('srgb').raw().toBuffer()).toString(
    'base64',
  )
const pixelsIfAny = (bytes: Uint8Array) => pixelsOf(bytes).catch(() => undefined)
/** As they are stored, whatever a broken profile or orientation would make of them. */
const storedPixelsIfAny = (bytes: Uint8Array) =>
  sharp(bytes, { failOn: 'error', ignoreIcc: true })
    .raw()
    .toBuffer()
    .then((pixels) => pixels.toString('base64'))
    .catch(() => undefined)

/** All that sharp can write beside a picture: place, time, device, XMP, a colour profile, the orientation. */
const noted = (kind: (typeof KINDS)[number], orientation = 6, options = {}) =>
  makeNoise(61, 47)
    .withExif({
      IFD0: { Make: SECRET, Model: SECRET, ImageDescription: SECRET },
      IFD2: { DateTimeOriginal: '2026:11:02 12:34:56', BodySerialNumber: SECRET },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '35/1 41/1 22/1', GPSMapDatum: SECRET },
    })
    .withXmp(`<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF>${SECRET}</rdf:RDF></x:xmpmeta>`)
    .withIccProfile('p3')
    .withMetadata({ orientation })
    .toFormat(kind, options)
    .toBuffer()

describe.each(KINDS)('a photo as %s', (kind) => {
  test('is shown where it lies, not copied: pieces of its own hold what is small', async () => {
    const photo = Uint8Array.from(await makeNoise(700, 500).toFormat(kind).withExif({}).toBuffer())
    const pieces = stripInPieces(photo, typeOf(kind))!
    const copied = pieces.filter(({ buffer }) => buffer !== photo.buffer)
    expect(photo.length).toBeGreaterThan(60_000)
    expect(copied.reduce((sum, { length }) => sum + length, 0)).toBeLessThan(16_384)
    expect(Buffer.concat(pieces).equals(stripWell(photo, kind))).toBe(true)
  })

  test('loses place, time, device and XMP, and keeps its pixels to the bit', async () => {
    const photo = await noted(kind)
    expect(holds(photo, SECRET)).toBe(true)
    const stripped = stripWell(photo, kind)
    expect(holds(stripped, SECRET)).toBe(false)
    const { exif, xmp, iptc, comments } = await sharp(stripped).metadata()
    expect(exif?.toString('latin1')).not.toMatch(/GPS|2026/)
    expect(exif!.length).toBeLessThan(40)
    expect([xmp, iptc, comments]).toEqual([undefined, undefined, undefined])
    expect(await pixelsOf(stripped)).toBe(await pixelsOf(photo))
  })

  test.each([1, 2, 3, 4, 5, 6, 7, 8])('is turned as before by orientation %i', async (orientation) => {
    const photo = await noted(kind, orientation)
    const stripped = stripWell(photo, kind)
    expect((await sharp(stripped).metadata()).orientation ?? 1).toBe(orientation)
    expect(await pixelsOf(stripped)).toBe(await pixelsOf(photo))
  })

  test('is left alone when it is stripped again', async () => {
    const once = stripWell(await noted(kind), kind)
    expect(Buffer.from(stripWell(once, kind)).equals(once)).toBe(true)
  })

  test('keeps its colours by a profile that names nobody', async () => {
    const stripped = stripWell(await noted(kind), kind)
    const { icc } = await sharp(stripped).metadata()
    expect(icc).toBeDefined()
    const given = (await sharp(await noted(kind)).metadata()).icc!
    expect(given.toString('latin1')).toContain('acsp')
    expect(icc!.subarray(24, 36).every((byte) => byte === 0)).toBe(true)
    expect(icc!.toString('latin1')).not.toMatch(/saucecontrol|Compact/i)
  })

  test('ends where its picture ends: a film behind it is gone', async () => {
    const photo = await noted(kind)
    const film = Buffer.concat([
      photo,
      Buffer.from(`\0\0\0\x18ftypmp42${SECRET}`),
      Buffer.alloc(5000, 'moov'),
    ])
    expect(Buffer.from(stripWell(film, kind)).equals(stripWell(photo, kind))).toBe(true)
  })

  test('of no more than its first bytes is not understood', async () => {
    const photo = await noted(kind)
    for (const length of [0, 1, 3, 12, 20, 40]) expect(strip(photo.subarray(0, length), kind)).toBeUndefined()
  })

  test('is never made unreadable, nor shows other pixels, whatever bytes of it are wrong', async () => {
    const photo = await noted(kind)
    const random = seeded(kind.length)
    let readable = 0
    for (let i = 0; i < 400; i++) {
      const broken = Buffer.from(photo)
      for (let n = 0; n < 1 + random() * 3; n++)
        // Half of them among the notes and tables at the head.
        broken[Math.floor(random() * (random() < 0.5 ? 900 : broken.length))] =
          random() < 0.3 ? 0xff : Math.floor(random() * 256)
      const cut = random() < 0.2 ? broken.subarray(0, Math.floor(random() * broken.length)) : broken
      const stripped = strip(cut, kind)
      if (!stripped) continue
      expect(stripped.length).toBeLessThanOrEqual(cut.length + 1024)
      const before = await storedPixelsIfAny(cut)
      if (before === undefined) continue
      readable++
      expect(await storedPixelsIfAny(stripped), `case ${i}`).toBe(before)
    }
    expect(readable).toBeGreaterThan(20)
  })
})

describe('a JPEG', () => {
  test.each([
    ['progressive', { progressive: true }],
    ['optimised by mozjpeg', { mozjpeg: true }],
    ['with chroma in full', { chromaSubsampling: '4:4:4' }],
  ])('%s is the same picture', async (_what, options) => {
    const photo = await noted('jpeg', 8, options)
    const stripped = stripWell(photo, 'jpeg')
    expect(holds(stripped, SECRET)).toBe(false)
    expect(await pixelsOf(stripped)).toBe(await pixelsOf(photo))
  })

  test('of four colours, which Adobe’s segment makes right, is the same picture', async () => {
    const photo = await makeNoise(40, 30).toColourspace('cmyk').withIccProfile('cmyk').jpeg().toBuffer()
    expect((await sharp(photo).metadata()).space).toBe('cmyk')
    const stripped = stripWell(photo, 'jpeg')
    expect(stripped.length).toBeLessThan(photo.length)
    expect(await pixelsOf(stripped)).toBe(await pixelsOf(photo))
  })

  test('in grey, or without a profile, gets nothing added', async () => {
    const photo = await makeNoise(40, 30).greyscale().jpeg().toBuffer()
    expect(Buffer.from(stripWell(photo, 'jpeg')).equals(photo)).toBe(true)
  })

  test('keeps the steps in which it was saved: edits show by them', async () => {
    const photo = await noted('jpeg')
    const tables = (bytes: Uint8Array) => {
      const at = Buffer.from(bytes).indexOf(Buffer.from([0xff, 0xdb]))
      return Buffer.from(bytes.subarray(at, at + 69)).toString('hex')
    }
    expect(tables(stripWell(photo, 'jpeg'))).toBe(tables(photo))
  })

  const plain = makeNoise(40, 30).jpeg().toBuffer()
  test.each([
    ['a comment', jpegSegment(0xfe, SECRET)],
    ['IPTC', jpegSegment(0xed, `Photoshop 3.0\0${SECRET}`)],
    ['XMP in pieces', jpegSegment(0xe1, `http://ns.adobe.com/xmp/extension/\0${SECRET}`)],
    ['a second EXIF', Buffer.concat([exifWith(3), exifWith(6, SECRET)])],
    ['an EXIF with a thumbnail', exifWith(6, `\xff\xd8\xff${SECRET}\xff\xd9`)],
    ['a list of further pictures', jpegSegment(0xe2, `MPF\0${SECRET}`)],
    ['what calls itself a profile', jpegSegment(0xe2, `ICC_PROFILE\0\x01\x01${SECRET}`)],
    ['a thumbnail beside JFIF', jpegSegment(0xe0, `JFXX\0\x10${SECRET}`)],
    ['a JFIF with a thumbnail', jpegSegment(0xe0, `JFIF\0\x01\x01\0\0\x01\0\x01\x03\x01${SECRET}`)],
    ['a longer Adobe segment', jpegSegment(0xee, `Adobe\0\x64\0\0\0\0\x01${SECRET}`)],
    ['any other note', jpegSegment(0xeb, SECRET)],
    ['stray bytes', Buffer.from(SECRET)],
    ['fillers before a note', Buffer.concat([Buffer.alloc(99, 0xff), jpegSegment(0xe5, SECRET)])],
  ])('with %s loses it, wherever it stands', async (_what, note) => {
    for (const place of [behindStart, beforeScan]) {
      const photo = place(await plain, note)
      const stripped = stripWell(photo, 'jpeg')
      expect(holds(stripped, SECRET)).toBe(false)
      expect(await pixelsIfAny(stripped)).toBe(await pixelsIfAny(photo))
    }
  })

  test('with notes between its scans loses them', async () => {
    const photo = await makeNoise(40, 30).jpeg({ progressive: true }).toBuffer()
    const second = photo.indexOf(Buffer.from([0xff, 0xda]), photo.indexOf(Buffer.from([0xff, 0xda])) + 2)
    const between = Buffer.concat([
      photo.subarray(0, second),
      jpegSegment(0xe1, `Exif\0\0${SECRET}`),
      photo.subarray(second),
    ])
    expect(Buffer.from(stripWell(between, 'jpeg')).equals(stripWell(photo, 'jpeg'))).toBe(true)
  })

  test('whose tables are longer than tables are is not understood: something hides in them', async () => {
    for (const marker of [0xdb, 0xc4, 0xdd, 0xc0, 0xda])
      expect(strip(behindStart(await plain, jpegSegment(marker, SECRET)), 'jpeg')).toBeUndefined()
  })

  test('of a million segments is no million pieces', async () => {
    const pair = Buffer.concat([jpegSegment(0xdd, '\0\0'), jpegSegment(0xfe, '')])
    const photo = behindStart(await plain, Buffer.alloc(pair.length * 500_000, pair))
    expect(stripInPieces(photo, 'image/jpeg')!.length).toBeLessThan(100)
  })

  test('of thousands of segments takes no longer than its bytes do', async () => {
    const longest = jpegSegment(0xe1, 'x'.repeat(65_000))
    const shortest = jpegSegment(0xfe, '')
    const restarts = jpegSegment(0xdd, '\0\0')
    for (const [segment, count] of [
      [longest, 230],
      [shortest, 1_000_000],
      [Buffer.concat([restarts, shortest]), 500_000],
    ] as const) {
      const photo = behindStart(await plain, Buffer.alloc(segment.length * count, segment))
      expect(strip(photo, 'jpeg')).toBeDefined()
    }
    const stuffed = Buffer.concat([await plain, Buffer.alloc(0)])
    const scan = stuffed.indexOf(Buffer.from([0xff, 0xda]))
    const endless = Buffer.concat([
      stuffed.subarray(0, scan + 14),
      Buffer.alloc(8_000_000, Buffer.from([0xff, 0])),
    ])
    expect(strip(endless, 'jpeg')).toHaveLength(endless.length)
    expect(strip(Buffer.alloc(8_000_000, 0xff), 'jpeg')).toBeUndefined()
  })
})

describe('a PNG', () => {
  const plain = makeNoise(40, 30).png().toBuffer()
  test.each([
    ['a text', pngChunk('tEXt', `Comment\0${SECRET}`)],
    ['a compressed text', pngChunk('zTXt', Buffer.concat([Buffer.from('Comment\0\0'), deflateSync(SECRET)]))],
    ['an international text', pngChunk('iTXt', `XML:com.adobe.xmp\0\0\0\0\0${SECRET}`)],
    ['a time', pngChunk('tIME', Buffer.from([7, 234, 11, 2, 12, 34, 56]))],
    ['a place for physical size and whatever comes', pngChunk('pHYs', SECRET)],
    ['an EXIF', pngChunk('eXIf', exifWith(6, SECRET).subarray(10))],
    ['what calls itself a profile', pngChunk('iCCP', `${SECRET}\0\0${SECRET}`)],
    ['a gamma that is longer than one', pngChunk('gAMA', SECRET)],
    ['a private chunk', pngChunk('juNk', SECRET)],
  ])('with %s loses it', async (_what, chunk) => {
    const photo = withPngChunks(await plain, chunk)
    const stripped = stripWell(photo, 'png')
    expect(holds(stripped, SECRET)).toBe(false)
    const types = Buffer.from(stripped)
      .toString('latin1')
      .match(/tEXt|zTXt|iTXt|tIME|pHYs|iCCP|juNk|gAMA/g)
    expect(types).toBeNull()
    expect(await pixelsOf(stripped)).toBe(await pixelsOf(photo))
  })

  test.each([
    ['with a palette', { palette: true }],
    ['interlaced', { progressive: true }],
  ])('%s is the same picture', async (_what, options) => {
    const photo = await noted('png', 5, options)
    expect(await pixelsOf(stripWell(photo, 'png'))).toBe(await pixelsOf(photo))
  })

  test('that is transparent stays so', async () => {
    const photo = await makeNoise(40, 30).ensureAlpha(0.5).png().toBuffer()
    expect(await pixelsOf(stripWell(photo, 'png'))).toBe(await pixelsOf(photo))
  })

  test('whose length lies, over which a note could slip in, is not understood', async () => {
    const photo = withPngChunks(await plain, pngChunk('tEXt', SECRET))
    const at = photo.indexOf('IHDR') - 4
    const longer = Buffer.from(photo)
    longer.writeUInt32BE(13 + 12 + SECRET.length, at)
    expect(strip(longer, 'png')).toBeUndefined()
    longer.writeUInt32BE(0xffffffff, at)
    expect(strip(longer, 'png')).toBeUndefined()
  })

  test('of a profile that unpacks into a flood keeps none of it', async () => {
    const bomb = Buffer.concat([Buffer.from('icc\0\0'), deflateSync(Buffer.alloc(50_000_000))])
    const stripped = stripWell(withPngChunks(await plain, pngChunk('iCCP', bomb)), 'png')
    expect(Buffer.from(stripped).equals(stripWell(await plain, 'png'))).toBe(true)
  })
})

describe('a WebP', () => {
  test.each([
    ['without loss', { lossless: true }],
    ['with loss', { quality: 80 }],
  ])('%s is the same picture', async (_what, options) => {
    const photo = await noted('webp', 7, options)
    expect(await pixelsOf(stripWell(photo, 'webp'))).toBe(await pixelsOf(photo))
  })

  test('that is transparent stays so', async () => {
    const photo = await makeNoise(40, 30).ensureAlpha(0.5).webp().toBuffer()
    expect(await pixelsOf(stripWell(photo, 'webp'))).toBe(await pixelsOf(photo))
  })

  test('of the plain kind loses what follows its picture', async () => {
    const plain = await makeNoise(40, 30).webp().toBuffer()
    expect(holds(plain, 'VP8X')).toBe(false)
    const photo = withWebpChunks(plain, webpChunk('EXIF', SECRET), webpChunk('junk', SECRET))
    expect(Buffer.from(stripWell(photo, 'webp')).equals(plain)).toBe(true)
  })

  test('that moves is no photo', async () => {
    const frames = await Promise.all([0, 1].map(() => makeNoise(20, 20).png().toBuffer()))
    const moving = await sharp(frames, { join: { animated: true } })
      .webp()
      .toBuffer()
    expect(holds(moving, 'ANIM')).toBe(true)
    expect(strip(moving, 'webp')).toBeUndefined()
  })
})

test('the photos of the samples come out as they went in, to the pixel', async () => {
  const photo = await readFile(new URL('../../../samples/konbini-03.jpg', import.meta.url))
  expect(await pixelsOf(stripWell(photo, 'jpeg'))).toBe(await pixelsOf(photo))
})

/** Lehmer's generator: every run looks at the same cases. */
function seeded(seed: number): () => number {
  let state = seed * 7919 + 1
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647
}

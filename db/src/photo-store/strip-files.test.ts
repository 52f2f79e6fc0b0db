import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { jpegSegment, SECRET } from '../../../tests/support/make-noted-photo.ts'
import { makePdf } from '../../../tests/support/make-pdf.ts'
import { stripPhoto } from './strip-photo.ts'
import { listBoxes } from './strip/heif-boxes.ts'

const heic = await readFile(new URL('../../../samples/formats/konbini-01.heic', import.meta.url))
const NOTED = /Invented|GPS|2026:11/
const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1')

test('a HEIC photo loses place, time, device, XMP and thumbnail; its picture stays to the bit, where it lay', () => {
  expect(text(heic)).toMatch(NOTED)
  const stripped = stripPhoto(heic, 'image/heic')!
  expect(text(stripped)).not.toMatch(NOTED)
  expect(stripped.length).toBe(heic.length)
  const differing = stripped.filter((byte, at) => byte !== heic[at])
  expect(differing.every((byte) => byte === 0)).toBe(true)
  // Its EXIF, its XMP and a thumbnail of 90 x 160: the picture's 28 kB are untouched.
  expect(differing.length).toBeGreaterThan(1000)
  expect(differing.length).toBeLessThan(3000)
  expect(Buffer.compare(stripPhoto(stripped, 'image/heic')!, stripped)).toBe(0)
})

test('what a HEIC photo carries behind its picture, or under an unknown name, goes too', () => {
  const box = Buffer.concat([Buffer.from([0, 0, 0, 8 + SECRET.length]), Buffer.from(`uuid${SECRET}`)])
  const stripped = stripPhoto(Buffer.concat([heic, box]), 'image/heic')!
  expect(text(stripped)).not.toContain(SECRET)
  expect(listBoxes(stripped, 0, stripped.length).at(-1)).toMatchObject({ type: 'free' })
})

test('a HEIC photo that was cut off or changed anywhere is not understood, or stripped: nothing is thrown', () => {
  for (let length = 0; length < 900; length += 7)
    expect(stripPhoto(heic.subarray(0, length), 'image/heic')).toBe(undefined)
  for (let at = 0; at < 900; at += 3) {
    const changed = Uint8Array.from(heic)
    changed[at]! ^= 0xff
    expect(stripPhoto(changed, 'image/heic')?.length ?? heic.length).toBe(heic.length)
  }
})

test('a PDF keeps its length and its pages, and loses what a photo in it, or its XMP, says of place and people', () => {
  const exif = jpegSegment(0xe1, `Exif\0\0${SECRET}`)
  const xmp = `<x:xmpmeta xmlns:x="adobe:ns:meta/">${SECRET}</x:xmpmeta>`
  const jpeg = Buffer.concat([Buffer.from([0xff, 0xd8]), exif, Buffer.from(xmp)])
  const pdf = makePdf([{ jpeg, width: 30, height: 30 }])
  const stripped = stripPhoto(pdf, 'application/pdf')!
  expect([text(pdf).includes(SECRET), text(stripped).includes(SECRET)]).toEqual([true, false])
  expect(stripped.length).toBe(pdf.length)
  expect(text(stripped).slice(-300)).toBe(text(pdf).slice(-300))
  const plain = makePdf([{ lines: ['TOTAL 1,280'] }])
  expect(Buffer.compare(stripPhoto(plain, 'application/pdf')!, plain)).toBe(0)
})

import { readFile } from 'node:fs/promises'
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { findEdit, type Edit } from './find-edit.ts'
import { quantisationSteps } from './quantisation-steps.ts'

const sample = (name: string) => readFile(new URL(`../../../../samples/${name}.jpg`, import.meta.url))
const saved = (photo: Buffer, quality: number) => sharp(photo).jpeg({ quality }).toBuffer()

async function find(photo: Uint8Array): Promise<Edit | null> {
  const { data, info } = await sharp(photo).raw().toBuffer({ resolveWithObject: true })
  return findEdit(photo, { data, width: info.width, height: info.height })
}

/** A row of drawn digits, or another piece of the same photo, put over the middle of the paper. */
const PLACE = { left: 483, top: 703, width: 96, height: 40 }
async function edit(photo: Buffer, how: 'draw' | 'paste', quality: number): Promise<Buffer> {
  const { width, height } = PLACE
  const input =
    how === 'draw'
      ? Buffer.from(
          `<svg width="${width}" height="${height}"><rect width="100%" height="100%" fill="#d6d4cf"/>` +
            `<path d="M10 6h16v28h-16z M40 6h16v12h-16v16h16 M70 6v28" stroke="#222" stroke-width="4" fill="none"/></svg>`,
        )
      : await sharp(photo).extract({ left: 333, top: 911, width, height }).png().toBuffer()
  return sharp(photo)
    .composite([{ input, left: PLACE.left, top: PLACE.top }])
    .jpeg({ quality })
    .toBuffer()
}

describe('a photo in which something was put after it had been saved', () => {
  test.each(['draw', 'paste'] as const)('shows the place: %s', async (how) => {
    const found = (await find(await edit(await sample('konbini-02'), how, 95)))!
    const { width, height } = await sharp(await sample('konbini-02')).metadata()
    const [x, y] = [found.box.x * width, found.box.y * height]
    expect(x).toBeGreaterThan(PLACE.left - 32)
    expect(x).toBeLessThan(PLACE.left + PLACE.width)
    expect(y).toBeGreaterThan(PLACE.top - 24)
    expect(y).toBeLessThan(PLACE.top + PLACE.height)
    expect(found.here).toBeLessThan(0.2)
    expect(found.elsewhere).toBeGreaterThan(0.7)
  })

  test('shows nothing once it was saved coarsely or made smaller: then nothing is claimed', async () => {
    const edited = await edit(await sample('konbini-02'), 'draw', 95)
    expect(await find(await saved(edited, 60))).toBeNull()
    expect(await find(await sharp(edited).resize({ width: 700 }).jpeg({ quality: 95 }).toBuffer())).toBeNull()
  })
})

describe('a photo in which nothing was put', () => {
  const honest = ['konbini-01', 'supermarket-02', 'drugstore-02', 'hyakuen-02', 'other-goods-bookshop-01']

  test.each(honest)('is quiet as it was taken, and saved anew at any quality: %s', async (name) => {
    const photo = await sample(name)
    expect(await find(photo)).toBeNull()
    for (const quality of [85, 90, 95]) expect(await find(await saved(photo, quality))).toBeNull()
  })

  test('is quiet when it is turned and lit anew', async () => {
    const photo = await sample('konbini-01')
    expect(await find(await sharp(photo).rotate(90).jpeg({ quality: 95 }).toBuffer())).toBeNull()
    expect(
      await find(await sharp(photo).modulate({ brightness: 1.2 }).jpeg({ quality: 95 }).toBuffer()),
    ).toBeNull()
  })
})

test('the steps of a JPEG are read from its head; other files have none', async () => {
  const photo = await sample('konbini-01')
  const steps = quantisationSteps(await saved(photo, 50))!
  // Annex K of T.81, as quality 50 has it.
  expect(steps.slice(0, 8)).toEqual([16, 11, 10, 16, 24, 40, 51, 61])
  expect(steps[63]).toBe(99)
  expect(quantisationSteps(await sharp(photo).png().toBuffer())).toBeNull()
  expect(quantisationSteps(photo.subarray(0, 40))).toBeNull()
})

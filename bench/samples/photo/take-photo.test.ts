import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import type { Print } from '../open-printer.ts'
import { seededRandom } from '../random.ts'
import { drawScene, type Scene } from './scene.ts'
import { takePhoto } from './take-photo.ts'

/** A sheet of 200 × 400 dots, black but for its margins. */
const print: Print = {
  width: 200,
  height: 400,
  tops: [],
  dots: Uint8Array.from({ length: 200 * 400 }, (_, i) => {
    const [x, y] = [i % 200, Math.floor(i / 200)]
    return x > 30 && x < 170 && y > 30 && y < 370 ? 1 : 0
  }),
}
const scene = (change: Partial<Scene> = {}): Scene => ({
  ...drawScene('easy', seededRandom('scene')),
  width: 240,
  height: 320,
  table: 'white',
  shadow: null,
  ...change,
})
const photo = (setting: Scene, endsAt?: number) =>
  takePhoto([{ print, endsAt }], setting, seededRandom('photo'))

/** Share of dark pixels in each row, seen upright. */
async function darkRows(jpeg: Buffer): Promise<number[]> {
  const { data, info } = await sharp(jpeg).rotate().greyscale().raw().toBuffer({ resolveWithObject: true })
  return Array.from({ length: info.height }, (_, y) => {
    const row = data.subarray(y * info.width, (y + 1) * info.width)
    return row.filter((value) => value < 90).length / info.width
  })
}

describe('a photo of a receipt', () => {
  it('is the same for the same seed', async () => {
    const [one, two] = [await photo(scene()), await photo(scene())]
    expect(one.equals(two)).toBe(true)
  })

  it('shows the whole sheet: print in the middle, none at the upper and lower border', async () => {
    const rows = await darkRows(await photo(scene({ orientation: 1 })))
    expect(rows[160]).toBeGreaterThan(0.25)
    expect(Math.max(...rows.slice(0, 10), ...rows.slice(-10))).toBe(0)
  })

  it('runs out of the picture where the foot is cut off', async () => {
    const rows = await darkRows(await photo(scene({ orientation: 1, turn: 0 }), 250))
    expect(rows.at(-2)).toBeGreaterThan(0.25)
  })

  it.each([3, 6, 8] as const)(
    'stored with EXIF orientation %i it turns upright again',
    async (orientation) => {
      const turned = await photo(scene({ orientation }))
      const stored = await sharp(turned).metadata()
      expect(stored.orientation).toBe(orientation)
      expect([stored.width, stored.height]).toEqual(orientation === 3 ? [240, 320] : [320, 240])

      const [upright, plain] = [
        await darkRows(turned),
        await darkRows(await photo(scene({ orientation: 1 }))),
      ]
      const difference = upright.map((share, y) => Math.abs(share - plain[y]!))
      expect(Math.max(...difference)).toBeLessThan(0.1)
    },
  )
})

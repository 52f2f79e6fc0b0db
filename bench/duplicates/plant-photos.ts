import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Printer } from '../samples/open-printer.ts'
import { drawScene, type Scene } from '../samples/photo/scene.ts'
import { takePhoto } from '../samples/photo/take-photo.ts'
import { seededRandom } from '../samples/random.ts'
import { changes } from './change-photo.ts'
import { drawPurchases, type Purchase } from './draw-purchases.ts'

/** A photo on disk: which receipt it shows, and how it came about. Two photos of one receipt are a planted duplicate. */
export type PlantedPhoto = { file: string; receipt: string; how: string }

/**
 * Photographs `count` tills' customers: the first one's receipt over and over, each neighbour's once. With `ways`, only
 * photos that come about so are drawn.
 */
export async function plantPhotos(
  folder: string,
  count: number,
  seed: string,
  printer: Printer,
  ways?: readonly string[],
): Promise<PlantedPhoto[]> {
  await mkdir(folder, { recursive: true })
  const planted: PlantedPhoto[] = []
  for (let index = 0; index < count; index++) {
    const [base, ...neighbours] = drawPurchases(seed, index)
    const shoot = (purchase: Purchase, how: string, change: Partial<Scene> = {}) =>
      photograph(
        purchase,
        `${seed}/${purchase.id}/${how}`,
        index % 3 === 2 ? 'medium' : 'easy',
        change,
        printer,
      )
    const keep = async (receipt: string, how: string, take: () => Promise<Buffer> | Buffer) => {
      if (ways && !ways.includes(how)) return
      const file = join(folder, `${receipt}-${how}.jpg`)
      await writeFile(file, await take())
      planted.push({ file, receipt, how })
    }
    let taken: Promise<Buffer> | undefined
    const photo = () => (taken ??= shoot(base!, 'photo'))
    await keep(base!.id, 'photo', photo)
    for (const [how, change] of Object.entries(changes))
      await keep(base!.id, how, async () => change(await photo()))
    await keep(base!.id, 'angle', () => shoot(base!, 'angle', { turn: 14, lean: { tilt: -12, yaw: 10 } }))
    // On another table, in another light, with another phone.
    await keep(base!.id, 'shopper', () => shoot(base!, 'shopper', { width: 1400, height: 1860, quality: 90 }))
    for (const neighbour of neighbours) await keep(neighbour.id, 'photo', () => shoot(neighbour, 'photo'))
  }
  return planted
}

async function photograph(
  { receipt }: Purchase,
  seed: string,
  difficulty: 'easy' | 'medium',
  change: Partial<Scene>,
  printer: Printer,
): Promise<Buffer> {
  const random = seededRandom(seed)
  const scene = { ...drawScene(difficulty, random.branch('scene')), ...change }
  return takePhoto([{ print: await printer.print(receipt.print) }], scene, random)
}

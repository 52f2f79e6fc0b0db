import { otherGoods, sponsorGoods } from './goods.ts'
import { layoutOf, printSale, type Receipt } from './draw-receipt.ts'
import type { Print, Printer } from './open-printer.ts'
import { drawScene, faultsOf, type Scene } from './photo/scene.ts'
import { takePhoto } from './photo/take-photo.ts'
import { seededRandom, type Random } from './random.ts'
import { ringUpGoods } from './sale.ts'
import { savePhoto } from './save-photo.ts'
import { shops } from './shops.ts'

/** A receipt that is too long for one photo, and how its photos meet: lines that both of two show, or 0. */
export type PlannedRoll = {
  name: string
  layout: string
  goods: number
  photos: 2 | 3
  sharedLines: number
  difficulty: Parameters<typeof drawScene>[0]
}

/** The photos in `samples/parts/`. */
export const rollPlan: PlannedRoll[] = [
  {
    name: 'overlapping',
    layout: 'supermarket-kanji',
    goods: 40,
    photos: 3,
    sharedLines: 4,
    difficulty: 'easy',
  },
  { name: 'following', layout: 'supermarket-kana', goods: 34, photos: 2, sharedLines: 0, difficulty: 'easy' },
]

/** Any number of rolls for measuring a reader, as the seed has it. */
export function randomRolls(count: number, seed: string): PlannedRoll[] {
  const random = seededRandom(`${seed}/rolls`)
  return Array.from({ length: count }, (_, i) => ({
    name: `roll${String(i + 1).padStart(2, '0')}`,
    layout: random.pick([
      'supermarket-kanji',
      'supermarket-kana',
      'drugstore',
      'konbini-excluded',
      'hyakuen',
    ]),
    goods: random.whole(26, 44),
    photos: random.pick([2, 3] as const),
    sharedLines: random.pick([0, 2, 3, 4, 6]),
    difficulty: random.pick(['easy', 'medium'] as const),
  }))
}

/** Puts a roll's photos into the folder as `NAME-1.jpg`, `NAME-2.jpg` …, each with the truth about the whole. */
export async function drawRoll(roll: PlannedRoll, seed: string, out: string, printer: Printer) {
  const random = seededRandom(`${seed}/${roll.name}`)
  const { print, truth } = ringUpRoll(roll, random)
  const printed = await printer.print(print)
  for (const [at, { from, to }] of cutRoll(roll, printed).entries()) {
    const photo = random.branch(`photo ${at}`)
    const scene: Scene = {
      ...drawScene(roll.difficulty, photo.branch('scene')),
      width: 1200,
      height: 1600,
      orientation: 1,
    }
    const [first, last] = [at === 0, at === roll.photos - 1]
    // Where photos share lines, the paper goes on beyond the frame; where they do not, it is folded there.
    const beyond = roll.sharedLines ? 60 : 0
    const top = first ? 0 : from - beyond
    const part = rowsOf(printed, top, last ? printed.height : to + beyond)
    const jpeg = await takePhoto(
      [
        {
          print: part,
          cleanEdge: !first || !last,
          ...(beyond && !first ? { startsAt: from - top } : {}),
          ...(beyond && !last ? { endsAt: to - top } : {}),
        },
      ],
      scene,
      photo,
    )
    const meta = { ...truth.meta, difficulty: roll.difficulty, degradations: faultsOf(scene) }
    await savePhoto(out, `${roll.name}-${at + 1}`, jpeg, { ...truth, meta })
  }
}

function ringUpRoll({ layout: name, goods: count }: PlannedRoll, random: Random): Receipt {
  const shop = random.pick(shops.filter(({ layout }) => layout === name))
  const layout = layoutOf(shop)
  const onShelf = [...otherGoods, ...sponsorGoods].filter((good) => good.shelves.includes(layout.shelf))
  const goods = Array.from({ length: count }, () => random.pick(onShelf))
  const at = {
    year: 2026,
    month: 10,
    day: random.whole(1, 31),
    hour: random.whole(9, 20),
    minute: random.whole(0, 59),
  }
  const weekday = '日月火水木金土'[new Date(Date.UTC(at.year, at.month - 1, at.day)).getUTCDay()]!
  const branch = random.pick(shop.branches)
  const sale = ringUpGoods(shop, layout, { branch, goods, at: { ...at, weekday } }, random.branch('sale'))
  return printSale(sale, layout, random.branch('print'))
}

/** Rows of dots from the beginning of one line to the beginning of another, in stretches of about the same length. */
function cutRoll(
  { photos, sharedLines }: PlannedRoll,
  { tops, height }: Print,
): { from: number; to: number }[] {
  const lineAt = (part: number) => Math.round((tops.length * part) / photos)
  return Array.from({ length: photos }, (_, part) => ({
    from: tops[Math.max(0, lineAt(part) - Math.floor(sharedLines / 2))] ?? 0,
    to: tops[lineAt(part + 1) + Math.ceil(sharedLines / 2)] ?? height,
  }))
}

function rowsOf({ dots, width, tops }: Print, from: number, to: number): Print {
  return {
    dots: dots.slice(from * width, to * width),
    width,
    height: to - from,
    tops: tops.map((top) => top - from),
  }
}

import { afterAll, describe, expect, test } from 'vitest'
import { seededRandom } from '../../../training/random.ts'
import { asLines } from '../../../training/receipts/as-line.ts'
import { fillTemplate } from '../../../training/receipts/fill-template.ts'
import { layOut, type DrawnLine } from '../../../training/receipts/lay-out.ts'
import { drawStyle } from '../../../training/receipts/till-style.ts'
import { UNMARKED } from '../../../../domain/src/receipts/reading.ts'
import type { ReadPhoto } from '../read-photo.ts'
import { openRoleReader } from '../roles/open-role-reader.ts'
import { joinPhotos } from './join-photos.ts'

const roles = openRoleReader()
afterAll(() => roles.close())

const GOODS = [
  '木綿豆腐',
  '食パン 6枚切',
  '低脂肪牛乳',
  'たまご Lサイズ',
  '若鶏もも肉',
  'ほうれん草',
  '春雨サラダ',
  '冷凍うどん',
]
const style = drawStyle(seededRandom('parts'), 'seen')

type Roll = { lines: DrawnLine[]; total: number; amounts: number[] }

/** A supermarket's roll, a good a line: which it is and its price follow from its place; `same` in its middle are alike. */
function printRoll(
  count: number,
  { day = 20, shift = 0, same = 0 }: { day?: number; shift?: number; same?: number } = {},
): Roll {
  const goods = Array.from({ length: count }, (_, i) => (i >= 8 && i < 8 + same ? 8 : i) + shift)
  const amounts = goods.map((good) => 98 + ((good * 37) % 400))
  const total = amounts.reduce((sum, amount) => sum + amount, 0)
  const yen = (amount: number) => `¥${amount.toLocaleString('en-US')}`
  const printed = [
    '!^スーパーこだま',
    '^水沢店',
    '^TEL 03-5550-1234',
    `2026年11月${day}日 12:${day} >レジ0002`,
    ...amounts.map((amount, i) => `${GOODS[goods[i]! % GOODS.length]}>${yen(amount)}`),
    `小計 ${count}点>${yen(total)}`,
    `!合計>${yen(total)}`,
    `(8%対象>${yen(total)})`,
    `(内消費税等>${yen(Math.floor((total * 8) / 108))})`,
    `お預り>${yen(total + 100)}`,
    'お釣り>¥100',
    '※印は軽減税率対象商品です',
  ].flatMap((line) =>
    fillTemplate(`other${line.startsWith('!') ? '!' : ''}|${line.replace('!', '')}`, {}, (a) => a),
  )
  return { lines: layOut({ ...style, columns: 34 }, printed), total, amounts }
}

/** What a photo from the one line to the other shows. */
function photograph({ lines }: Roll, from = 0, to = lines.length): ReadPhoto {
  const shown = lines.slice(from, to)
  const top = shown[0]?.top ?? 0
  const placed = shown.map((line) => ({ ...line, top: line.top - top, foot: line.foot - top }))
  return {
    lines: placed.length ? asLines(placed) : [],
    language: 'jpn',
    sight: { papers: 1, edges: true, blurred: false },
    marks: UNMARKED,
    tallness: placed.length ? (placed.at(-1)!.foot + 1) / 35 : 1,
  }
}

const read = (...photos: ReadPhoto[]) => joinPhotos(photos, roles)
const isWhole = async (roll: Roll, ...photos: ReadPhoto[]) => {
  const reading = await read(...photos)
  expect(reading.quality).toEqual({ kind: 'receipt', reason: null })
  expect(reading.items.map(({ amount }) => amount)).toEqual(roll.amounts)
  expect(reading).toMatchObject({ total: roll.total, purchasedAt: '2026-11-20T12:20' })
  expect(reading.proof.fails).toEqual([])
  expect(reading.confidence).toBeGreaterThan(0.9)
}

const roll = printRoll(44)
const [head, middle, foot] = [photograph(roll, 0, 22), photograph(roll, 18, 40), photograph(roll, 36)]

describe('a roll of 44 goods', () => {
  test('in three photos that share lines is read whole, in whatever order they come', async () => {
    for (const photos of [
      [head, middle, foot],
      [head, foot, middle],
      [middle, head, foot],
      [middle, foot, head],
      [foot, head, middle],
      [foot, middle, head],
    ])
      await isWhole(roll, ...photos)
  })

  test('in two photos that share no line is read as one that follows the other, and the sums prove it', async () => {
    const [first, second] = [photograph(roll, 0, 26), photograph(roll, 26)]
    await isWhole(roll, first, second)
    await isWhole(roll, second, first)
  })

  test('a photo twice, or of what another shows too, adds nothing', async () => {
    await isWhole(roll, photograph(roll), photograph(roll))
    await isWhole(roll, photograph(roll, 10, 30), photograph(roll))
    await isWhole(roll, photograph(roll, 0, 30), photograph(roll, 0, 30), photograph(roll, 26))
  })

  test('of which one photo shows a line that the other lost, and half a line at its rim', async () => {
    const without = { ...head, lines: head.lines.filter((_, i) => i !== 20) }
    const torn = {
      ...middle,
      lines: [
        { ...middle.lines[0]!, text: '一', plain: '一', amount: null, label: '一' },
        ...middle.lines.slice(1),
      ],
    }
    await isWhole(roll, without, torn, foot)
  })
})

test.each([0, 1, 3, 5])(
  'the same good over and over where the photos meet, %i lines of it shared: the sums tell how many',
  async (shared) => {
    const same = printRoll(30, { same: 10 })
    await isWhole(same, photograph(same, 0, 19), photograph(same, 19 - shared))
  },
)

describe('what is no whole receipt is said to be none', () => {
  test('a part in the middle is missing', async () => {
    expect(await read(head, foot)).toMatchObject({ quality: { kind: 'parts_apart' } })
    expect((await read(head, foot)).confidence).toBeLessThanOrEqual(0.2)
  })

  test('the part with the total is missing', async () => {
    expect(await read(head, middle)).toMatchObject({ quality: { kind: 'cut' } })
  })

  test('the head of one receipt and the foot of another', async () => {
    const other = printRoll(40, { day: 21, shift: 3 })
    expect((await read(head, photograph(other, 30))).quality.kind).toBe('parts_apart')
  })

  test.each([
    ['other goods', 21, 3],
    ['the same goods on another day', 21, 0],
    ['other goods in the same minute', 20, 5],
  ])('two receipts of one till: %s', async (_what, day, shift) => {
    const other = photograph(printRoll(12, { day, shift }))
    for (const photos of [
      [photograph(printRoll(12)), other],
      [other, photograph(printRoll(12))],
    ]) {
      const reading = await read(...photos)
      expect(reading.quality.kind).toBe('several_receipts')
      expect(reading.confidence).toBeLessThanOrEqual(0.2)
    }
  })

  test('a photo that shows no print, and which', async () => {
    const reading = await read(head, middle, photograph(roll, 0, 0))
    expect(reading.quality).toMatchObject({ kind: 'cut' })
    const whole = await read(photograph(roll, 0, 0), photograph(roll))
    expect(whole.quality).toEqual({ kind: 'unreadable', reason: 'photo 1 of 2 shows hardly any clear print' })
  })
})

import { describe, expect, test } from 'vitest'
import { seededRandom } from '../../../training/random.ts'
import { asRoledLines } from '../../../training/receipts/as-line.ts'
import { drawReceipt } from '../../../training/receipts/draw-receipt.ts'
import { fillTemplate, run } from '../../../training/receipts/fill-template.ts'
import { layOut } from '../../../training/receipts/lay-out.ts'
import { drawStyle } from '../../../training/receipts/till-style.ts'
import { readGoods } from './read-goods.ts'
import type { Tag } from './roles.ts'

const style = { ...drawStyle(seededRandom('goods'), 'all'), columns: 40 }

/** Goods of lines written as in the grammar of tills, each value with what it is. */
function goods(templates: string[], values: Record<string, readonly [text: string | number, tag: Tag]>) {
  const runs = Object.fromEntries(Object.entries(values).map(([name, [text, tag]]) => [name, run(text, tag)]))
  const printed = templates.flatMap((template) => fillTemplate(template, runs, (a) => a.split('|')[0]!))
  return readGoods(asRoledLines(layOut(style, printed)))
}

const brief = (found: ReturnType<typeof readGoods>) =>
  found.map((g) => [g.name, g.quantity, g.unitPrice, g.gross - g.discount])

const NAME = { name: ['みかん', 'name'] } as const

describe('where every line is known for what it is', () => {
  const receipts = Array.from({ length: 170 }, (_, i) => drawReceipt(seededRandom(`goods/${i}`), 'all'))
  const tills = receipts.filter(
    ({ lines }) => lines.some((l) => l.role === 'good') && !lines.some((l) => l.role === 'void'),
  )

  test('the goods of nearly any till come out as they were bought', () => {
    const right = tills.filter(({ lines, items }) => {
      const found = readGoods(asRoledLines(lines))
      return (
        found.length === items.length &&
        found.every(
          (g, i) =>
            g.gross - g.discount === items[i]!.gross - items[i]!.off && g.quantity === items[i]!.count,
        )
      )
    })
    expect(tills.length).toBeGreaterThan(120)
    expect(right.length / tills.length).toBeGreaterThan(0.96)
  })
})

test('a count without a unit price is the count that is printed: two for 220 are no eleven of 20', () => {
  const found = goods(['good|$name', 'more|~55~$count点>$amount'], {
    ...NAME,
    count: [2, 'count'],
    amount: [220, 'amount'],
  })
  expect(brief(found)).toEqual([['みかん', 2, 110, 220]])
  expect(found[0]!.counted).toBe(true)
})

test('of a count and a price that make the sum either way, the likelier count is taken where nothing else tells', () => {
  const found = goods(['good|$name~50~$count~70~$unit>$amount'], {
    ...NAME,
    count: [3, 'count'],
    unit: [169, 'unit'],
    amount: [507, 'amount'],
  })
  expect(brief(found)).toEqual([['みかん', 3, 169, 507]])
})

test('what is taken off in the line of the good itself is a discount', () => {
  const found = goods(['good|$name', 'more|$unit~40~$off引~60~$count個>$amount'], {
    ...NAME,
    unit: [110, 'unit'],
    off: [20, 'off'],
    count: [2, 'count'],
    amount: [180, 'amount'],
  })
  expect(found[0]).toMatchObject({ quantity: 2, unitPrice: 110, gross: 220, discount: 40 })
})

test('a good that is taken back is not bought', () => {
  const lines = ['good|$name>$amount', 'good|$name>$amount', 'void|取消>$off']
  const found = goods(lines, { ...NAME, amount: [138, 'amount'], off: ['-138', 'off'] })
  expect(brief(found)).toEqual([['みかん', 1, null, 138]])
})

test('price and count that were read as one number are both printed', () => {
  const found = goods(['good|$name~60~$unit>$amount'], {
    ...NAME,
    unit: [1181, 'unit'],
    amount: [118, 'amount'],
  })
  expect(brief(found)).toEqual([['みかん', 1, 118, 118]])
})

test('a price whose count was not read makes no sure count', () => {
  const found = goods(['good|$name~60~$unit>$amount'], {
    ...NAME,
    unit: [5018, 'unit'],
    amount: [20073, 'amount'],
  })
  expect(found[0]!.counted).toBe(false)
})

test('where a count stands among goods and belongs to none, theirs are not sure', () => {
  const found = goods(['good|$name>$amount', 'good|$lost $countコ'], {
    ...NAME,
    lost: ['タマゴ', 'name'],
    amount: [402, 'amount'],
    count: [2, 'count'],
  })
  expect(brief(found)).toEqual([['みかん', 1, null, 402]])
  expect(found[0]!.counted).toBe(false)
})

test('litres have decimals', () => {
  const found = goods(['good|$name', 'more|$countL @$unit>$amount'], {
    name: ['レギュラー', 'name'],
    count: ['27.01', 'count'],
    unit: [173, 'unit'],
    amount: ['4,672', 'amount'],
  })
  expect(brief(found)).toEqual([['レギュラー', 27.01, 173, 4672]])
})

test('a count whose price makes the sum but for one digit is one more way to read the sum', () => {
  const found = goods(['good|$name>$amount', 'more|($countコ×単$unit)'], {
    ...NAME,
    count: [5, 'count'],
    unit: [158, 'unit'],
    amount: [700, 'amount'],
  })
  expect(found[0]).toMatchObject({ quantity: 5, unitPrice: 158, gross: 700 })
  expect(found[0]!.ways.map(({ value }) => value)).toContain(790)
})

import { goodsName } from '../lines/texts/goods-texts.ts'
import { LATIN_WORDS } from '../lines/texts/english-texts.ts'
import { cutToColumns, toHalfKana } from '../lines/print-styles.ts'
import type { Random } from '../random.ts'
import type { TillStyle } from './till-style.ts'

export type Item = {
  name: string
  count: number
  unit: number
  /** unit × count, rounded down. */
  gross: number
  off: number
  percent: number
  rate: 8 | 10
  /** What a set holds, as the till prints it below. */
  part: string
}

const KANA =
  'アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワンーッャュョガギグゲゴザジズゼゾダデドバビブベボパピプペポ'

/** What is bought in one go: names, counts, prices and what is off. */
export function drawBasket(style: TillStyle, size: number): Item[] {
  const { random } = style
  const oneRate = random.chance(0.4) ? random.pick([8, 10, 10] as const) : null
  const mostlyReduced = random.chance(0.6)
  const repeats = random.pick([0.05, 0.15, 0.25, 0.4])
  const discounts = random.pick([0, 0, 0, 0.08, 0.15, 0.3])
  return Array.from({ length: size }, () => {
    const count = random.chance(repeats) ? random.pick([2, 2, 2, 2, 3, 3, 4, 5, 6, 8, 10, 12]) : 1
    const unit = drawPrice(random)
    const gross = unit * count
    const percent = random.chance(discounts) ? random.pick([5, 10, 10, 15, 20, 20, 25, 30, 50]) : 0
    const off = percent
      ? random.chance(0.7)
        ? Math.floor((gross * percent) / 100)
        : Math.min(gross - 1, random.whole(1, 20) * 5)
      : 0
    const rate = oneRate ?? (random.chance(mostlyReduced ? 0.75 : 0.3) ? 8 : 10)
    return {
      name: drawName(style),
      part: drawName(style).slice(0, 10),
      count,
      unit,
      gross,
      off: Math.max(0, off),
      percent,
      rate,
    }
  })
}

function drawPrice(random: Random): number {
  const draw = random.next()
  if (draw < 0.04) return random.pick([3, 5, 5, 10, 2, 1, 0])
  if (draw < 0.55) return random.whole(6, 49) * 10 + random.pick([8, 8, 9, 0, 5, random.whole(0, 9)])
  if (draw < 0.75) return random.pick([100, 110, 220, 330, 550, 108, 216, 300, 500])
  if (draw < 0.95) return random.whole(5, 39) * 100 + random.pick([0, 0, 80, 98, 50, random.whole(0, 99)])
  return random.whole(40, 900) * 100 + random.pick([0, 80, 0])
}

export function drawName(style: TillStyle): string {
  const { random, letters } = style
  const draw = random.next()
  let name = goodsName(random)
  if (draw < 0.06) name = anyKana(random)
  else if (draw < 0.09) name = `${random.pick(LATIN_WORDS)} ${random.pick(LATIN_WORDS)}`
  else if (draw < 0.12) name = random.pick(DEPARTMENTS)
  if (letters === 'kana') name = toHalfKana(hasKanji(name) ? anyKana(random) : name, true)
  else if (letters === 'mixed' && random.chance(0.6)) name = toHalfKana(name)
  const cut = cutToColumns(
    name.normalize(letters === 'plain' ? 'NFC' : 'NFKC'),
    Math.min(style.nameColumns, style.columns - 10),
  )
  return cut.trim().replaceAll(/[$~>^{}|]/gu, '') || '商品'
}

export const anyKana = (random: Random): string =>
  Array.from({ length: random.whole(3, 10) }, () => random.pick([...KANA])).join('') +
  (random.chance(0.3) ? ` ${random.whole(1, 9) * 100}${random.pick(['ML', 'G', ''])}` : '')

const hasKanji = (text: string) => /[\u4e00-\u9fff々]/u.test(text)

export const DEPARTMENTS = [
  '食品',
  '青果',
  '精肉',
  '鮮魚',
  '惣菜',
  '日配',
  '菓子',
  '飲料',
  '酒',
  '雑貨',
  '日用品',
  '部門1',
  '部門01',
  '部門2',
  'その他',
  '化粧品',
  '医薬品',
  'ベーカリー',
  '文具',
  '書籍',
  '雑誌',
  'コミック',
  '文庫',
  '婦人服',
  '紳士服',
  '衣料品',
  '花',
  'PLU01',
  '100円商品',
  '部門03',
  'ランチ',
  'ドリンク',
  'フード',
  'テイクアウト',
  '加工食品',
  'デリカ',
]

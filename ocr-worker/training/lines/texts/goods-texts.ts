import type { Random } from '../../random.ts'
import {
  DISHES,
  DRINKS,
  FOOD,
  HOUSEHOLD,
  KINDS,
  NAME_PARTS,
  OTHER_GOODS,
  SWEETS,
  TAILS,
} from './goods-words.ts'
import { cutToColumns, toHalfKana } from '../print-styles.ts'
import { plainAmount } from './amount-texts.ts'
import { countText, discountText, sizeText } from './count-texts.ts'
import { LATIN_WORDS } from './english-texts.ts'
import { kanaOf, type Vocabulary } from './vocabulary.ts'

const SHELVES = [DRINKS, FOOD, FOOD, FOOD, SWEETS, HOUSEHOLD, HOUSEHOLD, OTHER_GOODS, DISHES]

/** A name of goods as a till prints it, marks and codes before it and a count or a price behind it included. */
export function goodsText(vocabulary: Vocabulary, random: Random): string {
  const draw = random.next()
  if (draw < 0.07) return countText(random)
  if (draw < 0.1) return discountText(random)
  if (draw < 0.12) return janText(random)
  let name = goodsName(random)
  if (random.chance(0.18)) name = toHalfKana(kanaOf(name, vocabulary) ?? name, true)
  if (random.chance(0.1)) name = cutToColumns(name, random.whole(6, 22))
  const before = random.chance(0.28) ? markBefore(random) : ''
  const behind = random.chance(0.14) ? tailOf(random) : ''
  return before + name + behind
}

export function goodsName(random: Random): string {
  const word = random.pick(random.pick(SHELVES))
  const glue = random.pick(['', '', ' ', '・', '　'])
  let name = word
  if (random.chance(0.22)) name = `${random.pick(KINDS)}${random.pick(['', '', ' '])}${name}`
  if (random.chance(0.16)) name = `${makerName(random)}${random.pick(['', ' ', '　'])}${name}`
  if (random.chance(0.1)) name = `${name}${glue}${random.pick(random.pick(SHELVES))}`
  if (random.chance(0.16)) name = `${name}${random.pick(['', ' ', '　'])}${random.pick(TAILS)}`
  if (random.chance(0.32)) name = `${name}${random.pick(['', '', ' ', '　'])}${sizeText(random)}`
  if (random.chance(0.03)) name = `${name}(${random.pick(TAILS)})`
  if (random.chance(0.02))
    name = `${random.pick(['【', '《', '「', '(', '<', '■', '★', '◇'])}${random.pick(KINDS)}${random.pick(['】', '》', '」', ')', '>', '', '', ''])}${name}`
  return name
}

function makerName(random: Random): string {
  const draw = random.next()
  if (draw < 0.6)
    return (
      random.pick(NAME_PARTS) +
      random.pick(NAME_PARTS) +
      (random.chance(0.2) ? random.pick(['ン', 'ー', 'ス', 'ット', 'ラ']) : '')
    )
  const letters = 'ABCDEFGHIJKLMNOPRSTUVWYZ'
  if (draw < 0.75) {
    const word = random.pick(LATIN_WORDS)
    return random.chance(0.5) ? word : word[0] + word.slice(1).toLowerCase()
  }
  if (draw < 0.88) return Array.from({ length: random.whole(1, 4) }, () => random.pick([...letters])).join('')
  return random.pick([
    'CV',
    'PB',
    'NB',
    'BP',
    'No.1',
    'SP',
    'DX',
    'EX',
    'Q',
    'e-',
    'Mr.',
    'LaLa',
    'Fine',
    'Eco',
    'Life',
    'Pure',
  ])
}

/** Marks of the reduced rate, counters, class codes. */
function markBefore(random: Random): string {
  const gap = random.pick(['', '', ' '])
  const draw = random.next()
  if (draw < 0.5)
    return (
      random.pick([
        '*',
        '*',
        '※',
        '※',
        '軽',
        '◆',
        '＃',
        '#',
        '★',
        '●',
        '◇',
        '☆',
        '○',
        '＊',
        '外8 ',
        '内10 ',
        '外 ',
        '内',
        '軽減',
        '8%',
        '非',
        '値',
        'T',
        '*8',
        '※8',
      ]) + gap
    )
  if (draw < 0.75)
    return `${random.digits(random.pick([2, 3, 4, 4, 4, 5, 6, 6]))}${random.pick([' ', ' ', '', '　', '*', ' *', ' ※'])}`
  if (draw < 0.9) return `${random.whole(1, 12)}${random.pick([' ', ' ', 'x ', '× ', '点 ', '個 ', '　'])}`
  return random.pick([
    '(',
    '-',
    '・',
    'No.',
    '→',
    '計 ',
    '特 ',
    '新 ',
    '@ ',
    'P ',
    'B ',
    '01:',
    '1.',
    '①',
    '②',
    '*内 ',
  ])
}

function tailOf(random: Random): string {
  const draw = random.next()
  if (draw < 0.25) return random.pick(['※', '*', ' ※', ' *', '軽', '外', '内', '特', ' 軽', '◆'])
  if (draw < 0.75)
    return `${random.pick([' ', '  ', '　'])}${random.pick(['¥', '¥', '', '\\'])}${plainAmount(random)}${random.pick(['', '', '※', '*', '軽', '外', '内'])}`
  return ` ${countText(random)}`
}

/** The number of an article, or of a book. */
function janText(random: Random): string {
  if (random.chance(0.2))
    return `${random.pick(['', 'ISBN'])}978-4-${random.digits(random.whole(2, 6))}-${random.digits(random.whole(2, 5))}-${random.digits(1)}`
  const start = random.pick(['49', '45', '49', '45', '02', '97', '20', '88', '50'])
  return `${start}${random.digits(11)}${random.pick(['', '', '', 'JAN', ' JAN'])}`
}

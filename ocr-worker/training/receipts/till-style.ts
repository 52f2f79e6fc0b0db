import type { Random } from '../random.ts'
import { pickProduction, type Production, type Selection } from './productions.ts'

/** How one till prints: drawn first, so that all of a receipt is in one hand. */
export type TillStyle = {
  random: Random
  selection: Selection
  /** Half-width letters a line. */
  columns: number
  /** Letters of names: as written, half-width kana, or Latin. */
  letters: 'plain' | 'kana' | 'mixed'
  /** Names are cut here. */
  nameColumns: number
  /** Tax is in the prices of goods of this rate; a few tills have the one rate so and the other not. */
  inside: Record<8 | 10, boolean>
  goodsMoney: (value: number) => string
  sumsMoney: (value: number) => string
  minus: string
  mark: MarkStyle
  code: CodeStyle
  /** Spaces between the letters of short words: 合 計. */
  choose(alternatives: string): string
  pick<P extends Production>(productions: readonly P[]): P
  /** What was picked, for the report on productions. */
  picked: Production[]
}

type MarkStyle = { sign: string; other: string; place: 'before' | 'behind' | 'name' | 'column' | 'none' }
type CodeStyle = {
  kind: 'none' | 'jan' | 'plu' | 'department'
  place: 'above' | 'below' | 'before' | 'behind'
}

const MARKS = [
  '※',
  '※',
  '※',
  '*',
  '*',
  '*',
  '軽',
  '軽',
  '◆',
  '★',
  '#',
  'K',
  '外8',
  '内8',
  '8',
  '◇',
  '○',
  '(軽)',
  'T',
  'A',
  'k',
  'F',
  '※8',
  '軽8',
  '内8%',
  '*8',
  '軽減',
  'R',
  '8%',
  '▲',
  '内軽',
  '外※',
]
const OTHER_MARKS = [
  '',
  '',
  '',
  '',
  '',
  '外',
  '内',
  '非',
  'T',
  '外10',
  '内10',
  '税',
  'A',
  '込',
  '10%',
  'S',
  '課',
  'B',
  '内10%',
  '外税',
]

export function drawStyle(random: Random, selection: Selection): TillStyle {
  const chosen = new Map<string, string>()
  const picked: Production[] = []
  const columns = random.pick([22, 24, 28, 30, 32, 32, 32, 34, 36, 36, 40, 42, 48, 48, 56, 64])
  const letters = random.pick(['plain', 'plain', 'plain', 'kana', 'mixed', 'mixed'] as const)
  const money = moneyStyle(random)
  return {
    random,
    selection,
    columns,
    letters,
    nameColumns: random.pick([12, 14, 16, 18, 20, 22, 24, 30, 40]),
    inside: taxStyle(random),
    goodsMoney: money.goods,
    sumsMoney: money.sums,
    minus: random.pick(['-', '-', '-', '▲', '△', '−', '']),
    mark: {
      sign: random.pick(MARKS),
      other: random.pick(OTHER_MARKS),
      place: random.pick([
        'before',
        'before',
        'behind',
        'behind',
        'behind',
        'name',
        'column',
        'none',
        'none',
      ]),
    },
    code: {
      kind: random.pick(['none', 'none', 'none', 'none', 'jan', 'jan', 'plu', 'department']),
      place: random.pick(['above', 'below', 'before', 'before', 'behind']),
    },
    choose(alternatives) {
      const fresh = alternatives.startsWith('?')
      const known = fresh ? undefined : chosen.get(alternatives)
      if (known !== undefined) return known
      const found = random.pick(alternatives.slice(fresh ? 1 : 0).split('|'))
      if (!fresh) chosen.set(alternatives, found)
      return found
    },
    pick(productions) {
      const production = pickProduction(productions, selection, random)
      picked.push(production)
      return production
    },
    picked,
  }
}

function taxStyle(random: Random): Record<8 | 10, boolean> {
  const inside = random.chance(0.55)
  return random.chance(0.04) ? { 8: inside, 10: !inside } : { 8: inside, 10: inside }
}

/** Yen signs and digit grouping; goods may be printed otherwise than sums. */
function moneyStyle(random: Random): { goods: (v: number) => string; sums: (v: number) => string } {
  const grouped = random.chance(0.93)
  const digits = (v: number) => (grouped ? Math.abs(v).toLocaleString('en-US') : String(Math.abs(v)))
  const signs = random.pick([
    ['¥', '¥'],
    ['¥', '¥'],
    ['¥', '¥'],
    ['', '¥'],
    ['', '¥'],
    ['', ''],
    ['', ''],
    ['円', '円'],
    ['', '円'],
    ['¥ ', '¥ '],
    ['', '¥ '],
    ['*', '*'],
    ['\\', '\\'],
    ['¥', '円'],
    ['円', '¥'],
    ['', '\\'],
  ])
  const money = (sign: string) => (v: number) => (sign === '円' ? `${digits(v)}円` : `${sign}${digits(v)}`)
  return { goods: money(signs[0]!), sums: money(signs[1]!) }
}

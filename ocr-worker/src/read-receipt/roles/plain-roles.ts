import type { Line } from '../lines.ts'
import { dense } from '../fields/words.ts'
import { LETTERS_A_LINE } from './features.ts'
import { roledLine, type RoledLine } from './roled-line.ts'
import { ROLES, TAGS, type Role, type Tag } from './roles.ts'

/** Natural logarithms of chances, of one that knows. */
const SURE = { yes: 0, no: -40 }

/** Words of a receipt in plain print, for tests of what comes after the network of roles. */
const WORDS: [RegExp, Role][] = [
  [/^小計/, 'subtotal'],
  [/^合計/, 'total'],
  [/対象.*税\s*¥?\d/, 'taxPair'],
  [/対象/, 'taxBase'],
  [/^[外内]税|^消費税/, 'tax'],
  [/預/, 'tendered'],
  [/釣/, 'change'],
  [/番号|ポイント|残高/, 'points'],
  [/^(?:クレジット|電子マネー|商品券|現金)/, 'payment'],
  [/^クーポン/, 'coupon'],
  [/^(?:値引|割引)/, 'discount'],
  [/\d{4}[/年]\d/, 'moment'],
  [/TEL/, 'phone'],
]

const NUMBER_TAGS: Partial<Record<Role, Tag>> = {
  good: 'amount',
  discount: 'off',
  taxBase: 'base',
  tax: 'tax',
  taxPair: 'tax',
}

/** The lines with what each plainly is; a line with a sum of which no word tells is a good. */
export function plainRoles(lines: Line[]): RoledLine[] {
  return lines.map((line) => {
    const role = WORDS.find(([word]) => word.test(dense(line.text)))?.[1] ?? (line.amount ? 'good' : 'shop')
    return withRole(line, role)
  })
}

/** The line as one that has this role beyond doubt: its last number is what such a line is there for. */
export function withRole(line: Line, role: Role): RoledLine {
  const numbers = [...line.text.matchAll(/\d[\d,]*/g)]
  const tags: Tag[] = [...line.text].map(() => 'other')
  const put = (from: number, to: number, tag: Tag) => tags.fill(tag, from, to)
  const last = numbers.at(-1)
  if (last) {
    put(last.index, last.index + last[0].length, NUMBER_TAGS[role] ?? 'sum')
    if (role === 'good') put(0, line.label.length, 'name')
    if (role === 'taxPair')
      put(numbers.at(-2)!.index, numbers.at(-2)!.index + numbers.at(-2)![0].length, 'base')
    for (const { index, 0: text } of numbers) {
      const behind = line.text[index + text.length]
      if (role.startsWith('tax') && behind === '%') put(index, index + text.length, 'rate')
      if (role === 'subtotal' && behind === '点') put(index, index + text.length, 'pieces')
    }
  }
  const roleOdds = Float32Array.from(ROLES, (r) => (r === role ? SURE.yes : SURE.no))
  const tagOdds = new Float32Array(LETTERS_A_LINE * TAGS.length).fill(SURE.no)
  tags.slice(0, LETTERS_A_LINE).forEach((tag, k) => (tagOdds[k * TAGS.length + TAGS.indexOf(tag)] = SURE.yes))
  return roledLine(line, roleOdds, tagOdds)
}

import { expect, test } from 'vitest'
import { chooseStructure } from './choose-structure.ts'
import { linesOf } from './fields/lines-of.ts'
import { plainRoles } from './roles/plain-roles.ts'
import type { RoledLine } from './roles/roled-line.ts'
import type { Role, Tag } from './roles/roles.ts'

const RECEIPT = `りんご              ¥138
みかん              ¥260
ぶどう              ¥500
小計               ¥898
合計               ¥898
お預り             ¥1,000
お釣り              ¥102`

const read = (print: string) => plainRoles(linesOf(print))

/** Lines that the network took for something, and doubts. */
function mistake(lines: RoledLine[], at: RegExp, role: Role, cost: number): RoledLine[] {
  return lines.map((line) =>
    at.test(line.line.text)
      ? { ...line, role, costs: { ...line.costs, [line.role]: cost, [role]: 0 } }
      : line,
  )
}

const goodsOf = (lines: RoledLine[]) =>
  chooseStructure(lines).goods.map(({ quantity, gross, discount }) => [quantity, gross - discount])
const RIGHT = [[1, 138], [1, 260], [1, 500]] // prettier-ignore

test('a good that was taken for nothing is one where the sum asks for it', () => {
  const mistaken = mistake(read(RECEIPT), /みかん/, 'other', 3)
  expect(goodsOf(mistaken)).toEqual(RIGHT)
  expect(chooseStructure(mistaken).proof.repairs).toContainEqual(expect.objectContaining({ field: 'items' }))
})

test('nor is it one where the network has no doubt', () => {
  expect(goodsOf(mistake(read(RECEIPT), /みかん/, 'other', 12))).toEqual([[1, 138], [1, 500]]) // prettier-ignore
})

test('lines below the goods that were taken for goods are none', () => {
  const print = RECEIPT.replace('小計', '10%対象   ¥898\n内税    ¥81\n小計')
  const mistaken = mistake(mistake(read(print), /対象/, 'good', 2), /内税/, 'good', 2)
  expect(goodsOf(mistaken)).toEqual(RIGHT)
})

test('two goods of one sum, one of them too many: a tie, and nothing is sure', () => {
  const twins = RECEIPT.replace('¥260', '¥138').replaceAll('898', '638').replace('¥102', '¥362')
  const mistaken = mistake(read(twins), /りんご|みかん/, 'other', 2)
  expect(chooseStructure(mistaken).proof.fails.map(({ kind }) => kind)).toContain('lines')
})

test('a count behind the sum is no sum', () => {
  const lines = read('りんご 138 2\nみかん 260 1\nぶどう 500 1\n小計 ¥898\n合計 ¥898')
  const tagged = lines.map((line) => {
    const as = (tag: Tag, i: number) => ({ ...line.numbers.at(i)!, tag })
    const [first, last] = [as('other', -2), as('amount', -1)]
    return line.role === 'good' ? { ...line, numbers: [first, last] } : line
  })
  expect(goodsOf(tagged)).toEqual([[2, 138], [1, 260], [1, 500]]) // prettier-ignore
})

import { expect, test } from 'vitest'
import { drawReceipt } from '../../../bench/samples/draw-receipt.ts'
import type { PrintLine } from '../../../bench/samples/print-line.ts'
import { seededRandom, type Random } from '../../../bench/samples/random.ts'
import type { Truth } from '../../../bench/samples/truth.ts'
import { readGoods } from './fields/items.ts'
import { linesOf } from './fields/lines-of.ts'
import { sortLines } from './fields/sort-lines.ts'
import { readSums } from './fields/sums.ts'
import { prove } from './prove.ts'
import { toReading } from './reading.ts'

const RECEIPTS = 200

/** What a dot printer's digits are taken for. */
const LOOKS_LIKE = ['8689', '7', '7', '8895', '9', '636', '850', '12', '36089', '8304']

type Row = { text: string; right: number }
type Damage = (row: Row, random: Random) => Row[]

const slip: Damage = (row, random) => [
  inSum(row, random, (digit) => random.pick([...LOOKS_LIKE[Number(digit)]!])),
]
const loss: Damage = (row, random) => [inSum(row, random, () => '')]
const goneLine: Damage = () => []

function inSum(row: Row, random: Random, damage: (digit: string) => string): Row {
  const found = /\d[\d,]*(?=[)※*軽\s]*$)/.exec(row.text)!
  const digits = [...found[0].matchAll(/\d/g)]
  const at = found.index + random.pick(digits).index
  return { ...row, text: row.text.slice(0, at) + damage(row.text[at]!) + row.text.slice(at + 1) }
}

/** Receipts that anyone can draw again, misread in as many places as there are damages, and what became of them. */
function readAll(damages: Damage[]) {
  return Array.from({ length: RECEIPTS }, (_, seed) => {
    const random = seededRandom(`slips ${seed}`)
    const { print, truth } = drawReceipt(`slips ${seed}`)
    let rows = print.lines.flatMap(rowOf)
    for (const damage of damages) {
      const at = random.pick(rows.flatMap((row, i) => (isSum(row) ? [i] : [])))
      rows = rows.toSpliced(at, 1, ...damage(rows[at]!, random))
    }
    return judge(rows, truth)
  })
}

function rowOf(line: PrintLine): Row[] {
  if (line.kind === 'pair') return [{ text: `${line.left} ${line.right}`.normalize('NFKC'), right: 0.97 }]
  if (line.kind !== 'text') return []
  return [{ text: line.text.normalize('NFKC'), right: line.align === 'right' ? 0.97 : 0.5 }]
}

const isSum = ({ text, right }: Row) =>
  right > 0.9 && /\d[)※*軽\s]*$/.test(text) && !/番号|No|レジ|責|店|ポイント|\d-\d/.test(text)

function judge(rows: Row[], truth: Truth) {
  const read = linesOf(rows.map((r) => r.text).join('\n'))
  const lines = read.map((line, i) => ({ ...line, right: line.amount ? rows[i]!.right : 0.5 }))
  const parts = sortLines(lines)
  const sums = readSums(parts.sums)
  const proof = prove(readGoods(parts.goods), sums)
  const reading = toReading(
    { lines, parts, sums, proof, sight: { papers: 1, edges: true, blurred: false } },
    { name: 'none', version: '0', ms: {} },
  )
  const left = truth.items.map((item) => item.amount)
  const right = reading.items.map(
    ({ amount }) => left.includes(amount) && left.splice(left.indexOf(amount), 1),
  )
  const repaired = proof.repairs.flatMap((r) => /^items\.(\d+)\.amount$/.exec(r.field)?.[1] ?? []).map(Number)
  return {
    right: reading.total === truth.total,
    allRight: reading.total === truth.total && left.length === 0 && right.every(Boolean),
    sure: reading.confidence >= 0.9 && proof.fails.length === 0,
    repairs: repaired.length,
    wrongRepairs: repaired.filter((i) => !right[i]).length,
    proof,
  }
}

const share = <T>(all: T[], is: (one: T) => boolean) => all.filter(is).length / all.length
const sum = (numbers: number[]) => numbers.reduce((s, n) => s + n, 0)

test('what is read without a fault is proved, and nothing is repaired', () => {
  const read = readAll([])
  expect(read.every((r) => r.allRight && r.sure)).toBe(true)
  expect(read.flatMap((r) => [...r.proof.fails, ...r.proof.repairs])).toEqual([])
})

test.each([
  ['one digit is misread', [slip], 0.99],
  ['one digit is lost', [loss], 0.99],
  ['a line is lost', [goneLine], 0.99],
  ['two digits are misread', [slip, slip], 0.97],
  ['a line is lost and a digit misread', [goneLine, slip], 0.97],
  ['three digits are misread', [slip, slip, slip], 0.95],
])('where %s, the total is found, and next to nothing wrong looks sure', (_, damages, found) => {
  const read = readAll(damages)
  expect(share(read, (r) => r.right)).toBeGreaterThanOrEqual(found)
  expect(share(read, (r) => r.sure && !r.allRight)).toBeLessThanOrEqual(0.005)
})

test('of the sums of goods that are repaired, next to none is repaired wrongly', () => {
  const read = [[slip], [loss], [slip, slip], [goneLine, slip]].flatMap(readAll)
  expect(sum(read.map((r) => r.repairs))).toBeGreaterThan(100)
  expect(sum(read.map((r) => r.wrongRepairs))).toBeLessThanOrEqual(0.02 * sum(read.map((r) => r.repairs)))
})

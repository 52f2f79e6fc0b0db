import { expect, test } from 'vitest'
import { seededRandom, type Random } from '../../training/random.ts'
import { asRoledLines } from '../../training/receipts/as-line.ts'
import { drawReceipt, type DrawnReceipt } from '../../training/receipts/draw-receipt.ts'
import type { DrawnLine } from '../../training/receipts/lay-out.ts'
import { prove } from './prove.ts'
import { toReading } from './reading.ts'
import { readGoods } from './roles/read-goods.ts'
import { readSums } from './roles/read-sums.ts'

const RECEIPTS = 200

/** What a dot printer's digits are taken for. */
const LOOKS_LIKE = ['8689', '7', '7', '8895', '9', '636', '850', '12', '36089', '8304']

/** What happens to the sum that begins at a place of the line; a line of which nothing is left was lost. */
type Damage = (line: DrawnLine, at: number, random: Random) => DrawnLine[]

const slip: Damage = (line, at, random) => [
  { ...line, text: replace(line.text, at, random.pick([...LOOKS_LIKE[Number([...line.text][at])]!])) },
]
const loss: Damage = (line, at) => [
  {
    ...line,
    text: replace(line.text, at, ''),
    tags: line.tags.toSpliced(at, 1),
    places: line.places.toSpliced(at, 1),
  },
]
const goneLine: Damage = () => []

const replace = (text: string, at: number, by: string) => [...text].with(at, by).join('')

const SUMS = new Set(['amount', 'sum', 'base', 'tax', 'off'])
/** Places of the digits of a line's sums. */
const digitsOf = ({ text, tags, role }: DrawnLine) =>
  role === 'points' || role === 'told'
    ? []
    : [...text].flatMap((letter, i) => (/\d/.test(letter) && SUMS.has(tags[i]!) ? [i] : []))

/** Till receipts of the grammar: several goods, a total, nothing taken back. */
const receipts: DrawnReceipt[] = []
for (let seed = 0; receipts.length < RECEIPTS; seed++) {
  const receipt = drawReceipt(seededRandom(`slips ${seed}`), 'all')
  const has = (role: string) => receipt.lines.some((l) => l.role === role)
  if (
    has('good') &&
    has('total') &&
    has('moment') &&
    !has('void') &&
    !has('notice') &&
    receipt.items.length > 1 &&
    // A good of 0 yen that is lost is missed by no sum.
    receipt.items.every((item) => item.gross > 0)
  )
    receipts.push(receipt)
}

/** Receipts that anyone can draw again, misread in as many places as there are damages, and what became of them. */
function readAll(damages: Damage[]) {
  return receipts.map((receipt, i) => {
    const random = seededRandom(`damage ${i}`)
    let { lines } = receipt
    for (const damage of damages) {
      const at = random.pick(lines.flatMap((line, l) => (digitsOf(line).length ? [l] : [])))
      lines = lines.toSpliced(at, 1, ...damage(lines[at]!, random.pick(digitsOf(lines[at]!)), random))
    }
    return judge(lines, receipt)
  })
}

function judge(lines: DrawnLine[], { items, account }: DrawnReceipt) {
  const roles = asRoledLines(lines)
  const sums = readSums(roles)
  const proof = prove(readGoods(roles), sums)
  const reading = toReading({ roles, sums, proof, sight: { papers: 1, edges: true, blurred: false } })
  const left = items.map((item) => item.gross - item.off)
  const right = reading.items.map(
    ({ amount }) => left.includes(amount) && left.splice(left.indexOf(amount), 1),
  )
  const repaired = proof.repairs.flatMap((r) => /^items\.(\d+)\.amount$/.exec(r.field)?.[1] ?? []).map(Number)
  return {
    right: reading.total === account.total,
    allRight: reading.total === account.total && left.length === 0 && right.every(Boolean),
    sure: reading.confidence >= 0.9 && proof.fails.length === 0,
    repairs: repaired.length,
    wrongRepairs: repaired.filter((i) => !right[i]).length,
    proof,
  }
}

const share = <T>(all: T[], is: (one: T) => boolean) => all.filter(is).length / all.length
const sum = (numbers: number[]) => numbers.reduce((s, n) => s + n, 0)

test('what is read without a fault is right, and next to nothing is repaired', () => {
  const read = readAll([])
  expect(share(read, (r) => r.right)).toBeGreaterThanOrEqual(0.99)
  expect(share(read, (r) => r.allRight)).toBeGreaterThanOrEqual(0.97)
  expect(share(read, (r) => r.sure && !r.allRight)).toBe(0)
  expect(sum(read.map((r) => r.repairs))).toBeLessThanOrEqual(2)
})

test.each([
  ['one digit is misread', [slip], 0.97],
  ['one digit is lost', [loss], 0.97],
  ['a line is lost', [goneLine], 0.97],
  ['two digits are misread', [slip, slip], 0.92],
  ['a line is lost and a digit misread', [goneLine, slip], 0.94],
  ['three digits are misread', [slip, slip, slip], 0.84],
])('where %s, the total is found, and next to nothing wrong looks sure', (_, damages, found) => {
  const read = readAll(damages)
  expect(share(read, (r) => r.right)).toBeGreaterThanOrEqual(found)
  expect(share(read, (r) => r.sure && !r.allRight)).toBeLessThanOrEqual(0.005)
})

// Tills of the grammar print fewer sums that bear on one another than those of the samples do.
test('of the sums of goods that are repaired, next to none is repaired wrongly', () => {
  const read = [[slip], [loss], [slip, slip], [goneLine, slip]].flatMap(readAll)
  expect(sum(read.map((r) => r.repairs))).toBeGreaterThan(20)
  expect(sum(read.map((r) => r.wrongRepairs))).toBeLessThanOrEqual(0.04 * sum(read.map((r) => r.repairs)))
})

import { expect, test } from 'vitest'
import { linesOf } from '../fields/lines-of.ts'
import { readMoment } from '../fields/moment.ts'
import { prove } from '../prove.ts'
import { plainRoles } from '../roles/plain-roles.ts'
import { readGoods } from '../roles/read-goods.ts'
import { readSums } from '../roles/read-sums.ts'
import { confidenceOf, type ConfidenceMap } from './confidence-of.ts'
import { EVIDENCE, type Evidence } from './evidence.ts'

const RECEIPT = `ミカン商店
2026年11月20日(金) 12:34
りんご              ¥138
みかん              ¥260
小計 2点             ¥398
合計               ¥398
お預り              ¥500
お釣り              ¥102`

function weigh(print: string) {
  const roles = plainRoles(linesOf(print))
  return { roles, proof: prove(readGoods(roles), readSums(roles)), when: readMoment(roles) }
}

const without = (line: RegExp) =>
  weigh(
    RECEIPT.split('\n')
      .filter((l) => !line.test(l))
      .join('\n'),
  )

test('a receipt on which everything agrees is surer than one that counts other pieces', () => {
  const whole = confidenceOf(weigh(RECEIPT))
  expect(whole).toBeGreaterThan(0.9)
  expect(confidenceOf(weigh(RECEIPT.replace('2点', '3点')))).toBeLessThan(whole - 0.1)
})

test.each([
  ['no sum supports the total', without(/小計|お預り|お釣り|みかん/)],
  ['a good was lost', without(/みかん/)],
  ['there is no day', without(/2026年/)],
  ['a good has no name', weigh(RECEIPT.replace('みかん', '    '))],
  ['the change gainsays the total', weigh(RECEIPT.replace('¥102', '¥182'))],
])('where %s, nothing is sure', (_what, weighed) => {
  expect(confidenceOf(weighed)).toBeLessThanOrEqual(0.6)
})

test('a chance lies between those of the steps beside it', () => {
  const weights = Object.fromEntries(EVIDENCE.map((name) => [name, 0])) as Evidence
  const at = (bias: number) => {
    const map: ConfidenceMap = { bias, weights, steps: [[-1, 0.2], [1, 0.8]] } // prettier-ignore
    return confidenceOf(weigh(RECEIPT), map)
  }
  expect([-5, -1, 0, 0.5, 1, 5].map(at)).toEqual([0.2, 0.2, 0.5, 0.65, 0.8, 0.8])
})

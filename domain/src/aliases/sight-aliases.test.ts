import { expect, test } from 'vitest'
import { makeDecision } from '../../../tests/support/make-decision.ts'
import { makeItem, makeReading } from '../../../tests/support/make-reading.ts'
import type { Decision } from '../decisions/decision.ts'
import { sightAliases } from './sight-aliases.ts'

const TEA = 'ミナト 緑茶 500ml'
const seen = (printed: string, productId: string): Decision['matched'][number] => ({
  productId,
  name: productId,
  printed,
  quantity: 1,
  score: 1,
  certainty: 'sure',
})
const sight = (names: string[], matched: Decision['matched'], outcome: Decision['outcome'] = 'approved') => {
  const reading = { items: names.map((name) => makeItem(name)) }
  const machine = makeDecision({ reading })
  return sightAliases(machine, { ...machine, matched, outcome, decidedBy: 'staff' }, makeReading(reading))
}

test('a line that staff name a product for is a sighting, and so is one that they leave uncounted', () => {
  expect(sight(['MNﾘｮｸﾁｬ', '食パン'], [seen('MNﾘｮｸﾁｬ', 'green-tea')])).toEqual([
    { name: 'mnリヨクチヤ', printed: 'MNﾘｮｸﾁｬ', productId: 'green-tea' },
    { name: '食パン', printed: '食パン', productId: null },
  ])
})

test('where staff and machine surely saw the same there is nothing to learn', () => {
  expect(sight([TEA], [seen(TEA, 'green-tea')])).toEqual([])
})

test('where staff saw something else than the machine was sure of there is', () => {
  expect(sight([TEA, 'ミナト 麦茶'], [seen(TEA, 'barley-tea')])).toMatchObject([
    { printed: TEA, productId: 'barley-tea' },
    { printed: 'ミナト 麦茶', productId: null },
  ])
})

test('like lines of one receipt are one sighting, of what counted', () => {
  expect(sight(['MNﾘｮｸﾁｬ', 'MN リョクチャ'], [seen('MN リョクチャ', 'green-tea')])).toEqual([
    { name: 'mnリヨクチヤ', printed: 'MN リョクチャ', productId: 'green-tea' },
  ])
})

test('a rejected entry teaches nothing, and a line without letters is no name', () => {
  expect(sight(['MNﾘｮｸﾁｬ'], [seen('MNﾘｮｸﾁｬ', 'green-tea')], 'rejected')).toEqual([])
  expect(sight(['4901234'], [])).toEqual([])
})

import { expect, it } from 'vitest'
import { beginningOf, wholeDraft } from '../campaigns/draft/whole-draft.ts'
import { ruleWords } from './rules.ts'

/** Members that only machines read. */
const UNSPOKEN = /(^|\.)id$|^otherProducts\.\*\.(points|price_yen)$/

/** Every kind of place that rules can have: "products.*.name". */
function kindsOf(value: unknown, path = ''): string[] {
  if (typeof value !== 'object' || value === null) return path ? [path] : []
  const members = Array.isArray(value)
    ? value.map((line): [string, unknown] => ['*', line])
    : Object.entries(value)
  const below = members.flatMap(([key, part]) => kindsOf(part, path ? `${path}.${key}` : key))
  return path ? [path, ...below] : below
}

it('whatever can be written in a form, or differs between two versions, has a name in both languages', () => {
  const lines = (key: string) => [beginningOf(key)]
  const everything = wholeDraft({
    products: lines('products'),
    otherProducts: lines('products'),
    sets: lines('sets'),
    multipliers: [{ when: 'rank', rank: 'gold', percent: 150 }, ...lines('multipliers')],
    draws: lines('draws'),
    stores: lines('stores'),
    stamps: beginningOf('stamps'),
    minimumSpend: beginningOf('minimumSpend'),
    prizeBasis: beginningOf('prizeBasis'),
    instantWin: { prizes: lines('instantWin.prizes') },
    amountPoints: { of: 'receipt', per_yen: 1, points: 1, steps: lines('amountPoints.steps') },
  })
  const kinds = new Set(kindsOf(everything).filter((kind) => !UNSPOKEN.test(kind)))
  expect(kinds.size).toBeGreaterThan(60)
  for (const words of [ruleWords.ja, ruleWords.en])
    expect([...kinds].filter((kind) => !(kind in words))).toEqual([])
})

it('no name is left over from rules that there are no more', () => {
  const parts = Object.keys(wholeDraft({}))
  expect(Object.keys(ruleWords.ja).filter((kind) => !parts.includes(kind.split('.')[0]!))).toEqual([])
})

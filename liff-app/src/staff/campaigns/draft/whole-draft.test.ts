import { CampaignRules } from '@tamaru/domain'
import { describe, expect, it } from 'vitest'
import { findFaults } from '../../form/find-faults.ts'
import { beginningOf, isFormable, wholeDraft } from './whole-draft.ts'

const rules = {
  name: 'あつめてミナト',
  sponsor: 'ミナト食品',
  purchasedFrom: '2026-04-01',
  purchasedUntil: '2026-11-30',
  entryUntil: '2026-12-07',
  products: [{ id: 'tea', name: 'ミナト 緑茶' }],
  sets: [{ id: 'two', name: '2本', all: ['tea'], points: 5 }],
  pointsPerProduct: 10,
  maxPointsPerReceipt: 300,
  maxPointsPerPersonPerDay: 1000,
  pointsLiveForDays: 365,
}

describe('a draft with a place for everything', () => {
  it('means what it meant before', () => {
    expect(CampaignRules.parse(wholeDraft(rules))).toEqual(CampaignRules.parse(rules))
  })

  it('has a place for every part that the rules can have', () => {
    expect(Object.keys(wholeDraft({})).sort()).toEqual(Object.keys(CampaignRules.parse(rules)).sort())
  })

  it('leaves what it was made from alone', () => {
    const lines = { products: [{ id: 'tea' }] }
    wholeDraft(lines)
    expect(lines).toEqual({ products: [{ id: 'tea' }] })
  })

  it('knows JSON that no form has a place for', () => {
    expect(isFormable(wholeDraft(rules))).toBe(true)
    for (const odd of [
      { products: '緑茶' },
      { products: ['緑茶'] },
      { stores: {} },
      { stamps: 10 },
      { instantWin: { prizes: null } },
      { amountPoints: { of: 'receipt', steps: 500 } },
    ])
      expect(isFormable(wholeDraft({ ...rules, ...odd })), JSON.stringify(odd)).toBe(false)
  })

  it('begins every kind of line so that only typing is missing', () => {
    const begun = wholeDraft({
      ...rules,
      ...Object.fromEntries(
        ['products', 'sets', 'multipliers', 'draws', 'stores'].map((key) => [key, [beginningOf(key)]]),
      ),
      stamps: beginningOf('stamps'),
      minimumSpend: beginningOf('minimumSpend'),
      prizeBasis: beginningOf('prizeBasis'),
      instantWin: { prizes: [beginningOf('instantWin.prizes')] },
      amountPoints: { of: 'receipt', steps: [beginningOf('amountPoints.steps')] },
    })
    const wrong = findFaults(CampaignRules, begun).filter(({ missing }) => !missing)
    // A multiplier by the weekday wants a day to be picked.
    expect(wrong.map(({ path }) => path)).toEqual(['multipliers.0.weekdays'])
  })
})

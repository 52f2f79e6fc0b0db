import { describe, expect, it } from 'vitest'
import { mergeDrafts } from './merge-drafts.ts'

const base = { name: '春', pointsPerProduct: 10, products: [{ id: 'tea', price_yen: 128 }] }

describe('a draft that somebody else saved meanwhile', () => {
  it('takes my changes where they changed something else', () => {
    const merged = mergeDrafts(base, { ...base, name: '夏' }, { ...base, pointsPerProduct: 15 })
    expect(merged.rules).toEqual({ ...base, name: '夏', pointsPerProduct: 15 })
    expect(merged.clashes).toEqual([])
    expect(merged.theirChanges).toEqual([{ path: 'pointsPerProduct', before: 10, after: 15 }])
  })

  it('names what both of us changed, where mine would stand', () => {
    const merged = mergeDrafts(base, { ...base, name: '夏' }, { ...base, name: '秋' })
    expect(merged.clashes).toEqual(['name'])
    expect(merged.rules.name).toBe('夏')
  })

  it('has no quarrel where both changed it to the same', () => {
    expect(mergeDrafts(base, { ...base, name: '夏' }, { ...base, name: '夏' }).clashes).toEqual([])
  })

  it('takes a list whole: half of a list of products is nobody’s', () => {
    const mine = { ...base, products: [{ id: 'tea', price_yen: 138 }] }
    const theirs = { ...base, products: [...base.products, { id: 'cup', price_yen: 168 }] }
    const merged = mergeDrafts(base, mine, theirs)
    expect(merged.clashes).toEqual(['products'])
    expect(merged.rules.products).toEqual(mine.products)
  })
})

import { describe, expect, it } from 'vitest'
import type { Decision } from '../../api/views.ts'
import { tellLine } from './tell-line.ts'
import { ja } from './words.ts'

const tea = (quantity: number) => ({
  productId: 'tea',
  name: 'ミナト 緑茶 500ml',
  printed: 'ミナトリヨクチヤ',
  quantity,
  score: 1,
  certainty: 'sure' as const,
})
const matched: Decision['matched'] = [tea(2), tea(1)]
const set = { id: 'trio', name: '3種類セット', all: [], different: 3, of: [], points: 50, timesPerReceipt: 1 }
const tell = (reason: Parameters<typeof tellLine>[0]['reason'], of: string | null) =>
  tellLine({ reason, of, points: 10 }, { matched }, { sets: [set] }, ja.lines)

describe('how points came about, line by line', () => {
  it('names a product once, with all its pieces, whatever the till printed', () => {
    expect(tell('product', 'tea')).toBe('ミナト 緑茶 500ml ×3')
  })

  it('names a set, and only calls it one where the campaign that runs now knows it no more', () => {
    expect(tell('set', 'trio')).toBe('3種類セット')
    expect(tell('set', 'of-last-year')).toBe('セットボーナス')
  })

  it('says what made points more, and which cap made them less', () => {
    expect(tell('multiplier', 'first_entry')).toBe('はじめての応募のボーナス')
    expect(tell('cap_day', null)).toBe('1日の上限まで')
    expect(tell('amount', 'products')).toBe('対象商品の合計金額')
  })
})

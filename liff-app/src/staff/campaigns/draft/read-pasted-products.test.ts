import { describe, expect, it } from 'vitest'
import { readPastedProducts } from './read-pasted-products.ts'

describe('rows pasted from a spreadsheet', () => {
  it('become products, whatever the order of their columns', () => {
    const rows =
      'ミナト 緑茶 500ml\tミナト リョクチャ\t4900000100013\t128\r\nミナト 麦茶\t¥1,180\t4900000100020'
    expect(readPastedProducts(rows)).toMatchObject([
      { name: 'ミナト 緑茶 500ml', kana: 'ミナト リョクチャ', jan: '4900000100013', price_yen: 128 },
      { name: 'ミナト 麦茶', kana: null, jan: '4900000100020', price_yen: 1180 },
    ])
  })

  it('have ids of their own', () => {
    const ids = readPastedProducts('緑茶\n麦茶')!.map(({ id }) => id)
    expect(new Set(ids).size).toBe(2)
  })

  it('leave a single name as it is', () => expect(readPastedProducts('ミナト 緑茶 500ml')).toBeUndefined())
})

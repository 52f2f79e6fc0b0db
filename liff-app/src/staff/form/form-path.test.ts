import { describe, expect, it } from 'vitest'
import { kindOf, readAt, writeAt } from './form-path.ts'

describe('a place in a form', () => {
  const written = () => ({ products: [{ name: '緑茶' }], stamps: null })

  it('is read and written by its path', () => {
    const rules = written()
    expect(readAt(rules, 'products.0.name')).toBe('緑茶')
    writeAt(rules, 'products.0.name', '麦茶')
    writeAt(rules, 'stamps', { goal: 5 })
    expect(rules).toEqual({ products: [{ name: '麦茶' }], stamps: { goal: 5 } })
  })

  it('is empty where a part is not there', () => {
    expect(readAt(written(), 'stamps.goal')).toBeUndefined()
    expect(readAt(written(), 'products.3.name')).toBeUndefined()
  })

  it('is of a kind with the same place in other lines', () => {
    expect(kindOf('products.12.name')).toBe('products.*.name')
    expect(kindOf('sets.0')).toBe('sets.*')
    expect(kindOf('maxPointsPerReceipt')).toBe('maxPointsPerReceipt')
  })
})

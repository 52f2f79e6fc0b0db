import { describe, expect, it } from 'vitest'
import type { ReviewEntry } from '../../api/staff-views.ts'
import { correctionOf, draftOf, productsOf } from './reading-draft.ts'

const item = (name: string, quantity: number, amount: number) => ({
  name,
  quantity,
  unitPrice: amount / quantity,
  amount,
  taxRate: 8,
  discount: 0,
})

const match = (productId: string, printed: string) => ({
  productId,
  name: productId,
  printed,
  quantity: 1,
  score: 0.9,
  certainty: 'sure' as const,
})

const entry = {
  reading: {
    merchant: { name: 'コモレビマート', branch: null, phone: null, address: null, registrationNumber: null },
    purchasedAt: '2026-07-29T12:08',
    total: 476,
    items: [item('ミナト麦茶', 2, 248), item('マスク', 1, 100), item('ミナト麦茶', 1, 128)],
  },
  decision: { matched: [match('barley', 'ミナト麦茶'), match('barley', 'ミナト麦茶')] },
} as unknown as Pick<ReviewEntry, 'reading' | 'decision'>

describe('the reading as staff may correct it', () => {
  it('starts from what was read, with the matched products chosen line by line', () => {
    const draft = draftOf(entry)
    expect(draft).toMatchObject({ store: 'コモレビマート', date: '2026-07-29', time: '12:08', total: 476 })
    expect(draft.items.map((line) => line.productId)).toEqual(['barley', '', 'barley'])
  })

  it('names the campaign goods line by line, as they are printed', () => {
    expect(productsOf(draftOf(entry))).toEqual([
      { productId: 'barley', quantity: 2, printed: 'ミナト麦茶' },
      { productId: 'barley', quantity: 1, printed: 'ミナト麦茶' },
    ])
  })

  it('sends no correction where nothing was changed, and choosing a product is none', () => {
    const draft = draftOf(entry)
    draft.items[1]!.productId = 'tea'
    expect(correctionOf(draft, entry)).toBeNull()
    expect(productsOf(draft)).toHaveLength(3)
  })

  it('sends only the fields that were changed', () => {
    const draft = draftOf(entry)
    draft.total = 467
    expect(correctionOf(draft, entry)).toEqual({ total: 467 })
  })

  it('keeps a date without a time, and an emptied date as not known', () => {
    const draft = draftOf(entry)
    draft.time = ''
    expect(correctionOf(draft, entry)).toEqual({ purchasedAt: '2026-07-29' })
    draft.date = ''
    expect(correctionOf(draft, entry)).toEqual({ purchasedAt: null })
  })

  it('drops a unit price that no longer fits the corrected line', () => {
    const draft = draftOf(entry)
    draft.items[0]!.amount = 258
    const lines = correctionOf(draft, entry)!.items!
    expect(lines[0]).toMatchObject({ amount: 258, unitPrice: null })
    expect(lines[1]).toMatchObject({ amount: 100, unitPrice: 100 })
  })

  it('works for a photo of which nothing could be read', () => {
    const empty = { reading: null, decision: null } as Pick<ReviewEntry, 'reading' | 'decision'>
    const draft = draftOf(empty)
    draft.items.push({ name: '緑茶', quantity: '', amount: '', productId: 'tea', from: null })
    expect(productsOf(draft)).toEqual([{ productId: 'tea', quantity: 1, printed: '緑茶' }])
    expect(correctionOf(draft, empty)!.items).toHaveLength(1)
  })
})

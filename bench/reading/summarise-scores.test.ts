import { expect, test } from 'vitest'
import type { Answer, Reading, Truth } from './answer.ts'
import { scorePhotos } from './score-photos.ts'
import { summariseByDifficulty } from './summarise-scores.ts'

const tea = { name: '緑茶', amount: 100 }
const rice = { name: 'おにぎり', amount: 150 }
const photo = (name: string, difficulty: string, truth: Truth) => ({
  name,
  file: `${name}.jpg`,
  truth: { ...truth, meta: { difficulty } },
})
const told = (file: string, reading: Answer, ms: number): Reading => ({ file, reading, ms, confidence: 0.8 })

const photos = [
  photo('a', 'easy', { total: 250, items: [tea, rice] }),
  photo('b', 'hard', { total: 100, items: [tea] }),
  photo('c', 'hard', { total: 150, items: [rice] }),
]
const readings = new Map([
  ['a', told('a.jpg', { total: 250, items: [tea, rice, tea] }, 1000)],
  ['b', told('b.jpg', { total: 100, items: [tea] }, 3000)],
])

test('items are counted over all receipts together, and a photo without a reading counts as wrong', () => {
  const { all } = summariseByDifficulty(scorePhotos(photos, readings))
  expect(all).toMatchObject({
    photos: 3,
    unanswered: 1,
    fields: { total: { right: 2, of: 3 }, taxes: { right: 0, of: 0 } },
    items: { printed: 4, read: 4, paired: 3, precision: 3 / 4, recall: 3 / 4, f1: 3 / 4 },
    total_and_date: { right: 2, of: 3 },
    all_right: { right: 1, of: 3 },
    auto_accept_at_zero_error: { accepted: 2, of: 3 },
    ms: { median: 2000 },
  })
  expect(all!.items!.perfect).toEqual({ right: 1, of: 3 })
})

test('each difficulty has figures of its own, if there are several', () => {
  const byDifficulty = summariseByDifficulty(scorePhotos(photos, readings))
  expect(Object.keys(byDifficulty)).toEqual(['all', 'easy', 'hard'])
  expect(byDifficulty.easy!.fields.total).toEqual({ right: 1, of: 1 })
  expect(Object.keys(summariseByDifficulty(scorePhotos(photos.slice(1), readings)))).toEqual(['all'])
})

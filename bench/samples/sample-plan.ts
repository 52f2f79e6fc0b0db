import { seededRandom } from './random.ts'
import type { Truth } from './truth.ts'

export type PlannedPhoto = {
  name: string
  difficulty: Truth['meta']['difficulty']
  layout?: string
  /** How many of the sponsor's goods are bought; open: the seed says. */
  sponsored?: number
}

/** The photos in `samples/`: ten with the sponsor's goods, four without. */
export const samplePlan: PlannedPhoto[] = [
  { name: 'konbini-01', layout: 'konbini-included', sponsored: 2, difficulty: 'easy' },
  { name: 'konbini-02', layout: 'konbini-excluded', sponsored: 1, difficulty: 'medium' },
  { name: 'konbini-03', layout: 'konbini-included', sponsored: 3, difficulty: 'medium' },
  { name: 'supermarket-01', layout: 'supermarket-kana', sponsored: 2, difficulty: 'easy' },
  { name: 'supermarket-02', layout: 'supermarket-kanji', sponsored: 3, difficulty: 'easy' },
  { name: 'supermarket-03', layout: 'supermarket-kana', sponsored: 3, difficulty: 'medium' },
  { name: 'drugstore-01', layout: 'drugstore', sponsored: 1, difficulty: 'easy' },
  { name: 'drugstore-02', layout: 'drugstore', sponsored: 2, difficulty: 'medium' },
  { name: 'hyakuen-01', layout: 'hyakuen', sponsored: 1, difficulty: 'easy' },
  { name: 'hyakuen-02', layout: 'hyakuen', sponsored: 2, difficulty: 'hard' },
  { name: 'other-goods-konbini-01', layout: 'konbini-excluded', sponsored: 0, difficulty: 'easy' },
  { name: 'other-goods-supermarket-01', layout: 'supermarket-kanji', sponsored: 0, difficulty: 'medium' },
  { name: 'other-goods-cafe-01', layout: 'cafe', sponsored: 0, difficulty: 'easy' },
  { name: 'other-goods-bookshop-01', layout: 'bookshop', sponsored: 0, difficulty: 'hard' },
]

const DEMO_LAYOUTS = [
  'konbini-included',
  'supermarket-kana',
  'drugstore',
  'supermarket-kanji',
  'konbini-excluded',
  'hyakuen',
]

/** The photos of the demo's shoppers, in `samples/demo/`: three of four with the sponsor's goods. */
export const demoPlan: PlannedPhoto[] = Array.from({ length: 24 }, (_, i) => ({
  name: `demo-${String(i + 1).padStart(2, '0')}`,
  layout: i % 8 === 7 ? (i % 16 === 7 ? 'cafe' : 'bookshop') : DEMO_LAYOUTS[i % DEMO_LAYOUTS.length]!,
  sponsored: i % 4 === 3 ? 0 : 1 + (i % 3),
  difficulty: 'easy',
}))

/** Any number of photos for measuring a reader: `r001`, `r002` …, as the seed has it. */
export function randomPlan(count: number, seed: string): PlannedPhoto[] {
  const random = seededRandom(`${seed}/plan`)
  return Array.from({ length: count }, (_, i) => ({
    name: `r${String(i + 1).padStart(3, '0')}`,
    difficulty: random.pick(['easy', 'medium', 'medium', 'hard'] as const),
  }))
}

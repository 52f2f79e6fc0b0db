import type { World } from './plan-year.ts'

/** The world that is kept in the repository: whole weeks, from a Monday on. */
export const WORLD: World & { people: number } = {
  first: '2025-12-01',
  days: 364,
  seed: 'minato',
  people: 2000,
}

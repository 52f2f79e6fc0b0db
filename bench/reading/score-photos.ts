import type { Reading } from './answer.ts'
import type { KnownPhoto } from './list-photos.ts'
import { scoreReceipt } from './score-receipt.ts'
import type { ScoredPhoto } from './summarise-scores.ts'

/** Every photo with its score; one that has no reading is wrong in everything. */
export function scorePhotos(
  photos: readonly KnownPhoto[],
  readings: ReadonlyMap<string, Reading>,
): ScoredPhoto[] {
  return photos.map(({ name, truth }) => {
    const told = readings.get(name)
    return {
      name,
      difficulty: truth.meta?.difficulty ?? 'unrated',
      trap: truth.trap ?? null,
      kind: told?.reading?.quality?.kind ?? null,
      answered: !!told?.reading,
      confidence: told?.confidence ?? null,
      ms: told?.ms ?? null,
      ...scoreReceipt(truth, told?.reading ?? null),
    }
  })
}

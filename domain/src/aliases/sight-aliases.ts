import type { Decision } from '../decisions/decision.ts'
import { normaliseName } from '../names/normalise-name.ts'
import type { Reading } from '../receipts/reading.ts'

/** What staff made of a printed line: a product, or (null) nothing that counts. */
export interface AliasSighting {
  /** Normalised: by this lines are the same. */
  name: string
  printed: string
  productId: string | null
}

/**
 * Learns what an entry that staff approved teaches of its lines: each but those in which staff and machine, surely, saw the
 * same. Of a rejected one nothing is learned: it may have been rejected for anything.
 */
export function sightAliases(machine: Decision, decided: Decision, { items }: Reading): AliasSighting[] {
  if (decided.outcome !== 'approved') return []
  const sightings = items.flatMap(({ name: printed }): AliasSighting[] => {
    const name = normaliseName(printed)
    if (!/\p{L}/u.test(name)) return []
    const seen = decided.matched.find((match) => match.printed === printed)?.productId ?? null
    const sure = machine.matched.find((match) => match.printed === printed && match.certainty === 'sure')
    return sure && sure.productId === seen ? [] : [{ name, printed, productId: seen }]
  })
  // Of two like lines on one receipt the one that counted tells what it is.
  return [...Map.groupBy(sightings, ({ name }) => name).values()].map(
    (same) => same.find(({ productId }) => productId !== null) ?? same[0]!,
  )
}

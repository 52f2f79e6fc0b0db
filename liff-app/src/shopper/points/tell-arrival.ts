import type { EntryView } from '../../api/views.ts'
import type { ja } from './words.ts'

type Arrival = NonNullable<EntryView['arrival']>
type Format = { number: (points: number) => string; date: (day: string) => string }

/** Where points went that came, unless all of them can be spent: what is named and what is left add up to them. */
export function tellArrival(
  { points, repaid, pending, releaseOn }: Arrival,
  words: (typeof ja)['arrival'],
  format: Format,
): string[] {
  const part = (some: number) => (some === points ? format.number(some) : words.part(format.number(some)))
  return [
    ...(repaid > 0 ? [words.repaid(part(repaid))] : []),
    ...(pending > 0 ? [words.pending(part(pending), format.date(releaseOn!))] : []),
  ]
}

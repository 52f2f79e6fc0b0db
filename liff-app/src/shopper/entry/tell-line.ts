import type { Campaign, Decision, PointLine } from '../../api/views.ts'
import type * as words from './words.ts'

type LineWords = (typeof words.ja)['lines']

/**
 * One step on the way to an entry's points, in words. Sets have their names in the campaign that runs now; an entry of
 * an older one says only that it was a set.
 */
export function tellLine(
  line: PointLine,
  { matched }: Pick<Decision, 'matched'>,
  campaign: Pick<Campaign, 'sets'> | null,
  words: LineWords,
): string {
  switch (line.reason) {
    case 'product': {
      const found = matched.filter(({ productId }) => productId === line.of)
      const pieces = found.reduce((sum, { quantity }) => sum + quantity, 0)
      return words.product(found[0]?.name ?? words.unknown, String(pieces))
    }
    case 'amount':
      return words.amount[line.of === 'products' ? 'products' : 'receipt']
    case 'set':
      return words.set(campaign?.sets.find(({ id }) => id === line.of)?.name ?? null)
    case 'multiplier':
      return words.multiplier[(line.of ?? 'rank') as keyof LineWords['multiplier']] ?? words.unknown
    default:
      return words[line.reason]
  }
}

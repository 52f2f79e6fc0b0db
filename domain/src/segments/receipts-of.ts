import type { Moment } from './condition-kind.ts'
import { idsOf } from './known.ts'
import type { PersonFacts, ReceiptFact } from './person-facts.ts'
import { isWithin, type Within } from './within.ts'

/** Lists a person's receipts within a stretch. */
export function receiptsOf(
  { receipts }: PersonFacts,
  within: Within | undefined,
  today: string,
): ReceiptFact[] {
  return receipts.filter(({ boughtOn }) => isWithin(boughtOn, within, today))
}

/** Lists those of them that come from these stores, or from the stores of these chains. */
export function receiptsFrom(
  facts: PersonFacts,
  of: 'store' | 'chain',
  { ids, within }: { ids: readonly string[]; within?: Within | undefined },
  { today, known }: Moment,
): ReceiptFact[] {
  const meant = new Set<string | null>(idsOf(known, of, ids))
  return receiptsOf(facts, within, today).filter(({ storeId }) => meant.has(storeId))
}

/** Adds up what receipts come to. */
export const yenOf = (receipts: readonly ReceiptFact[]): number =>
  receipts.reduce((sum, { yen }) => sum + yen, 0)

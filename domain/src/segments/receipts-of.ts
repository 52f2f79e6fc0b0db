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

/** Adds up what receipts come to. */
export const yenOf = (receipts: readonly ReceiptFact[]): number =>
  receipts.reduce((sum, { yen }) => sum + yen, 0)

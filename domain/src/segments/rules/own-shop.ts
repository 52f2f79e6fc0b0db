import { z } from 'zod'
import { conditionKind } from '../condition-kind.ts'
import { isInRange, isRange, RANGE_FAULT, rangeShape, wordsOfRange } from '../range.ts'
import { isWithin, Within, wordsOfWithin } from '../within.ts'

/** Spent so much in the brand's own shops, in yen, as files that were taken in tell; receipts are not counted. */
export const ownShop = conditionKind({
  kind: 'own_shop',
  name: { ja: '自社のお店での購入金額(取り込み)', en: 'Spent at the brand’s own shops (imported)' },
  schema: z
    .strictObject({ kind: z.literal('own_shop'), ...rangeShape, within: Within.optional() })
    .refine(isRange, RANGE_FAULT),
  readsPurchases: true,
  refersTo: () => [],
  words({ within, ...range }) {
    const [much, when] = [wordsOfRange(range, { ja: '円', en: ' yen' }), wordsOfWithin(within)]
    return {
      ja: `${when.ja}自社のお店で合計${much.ja}買った`,
      en: `spent ${much.en} at the brand’s own shops${when.en}`,
    }
  },
  matches: ({ within, ...range }, { ownShop }, { today }) => isInRange(yenOf(ownShop, within, today), range),
  shows: ({ within }, { ownShop }, { today }) => ({ yen: yenOf(ownShop, within, today) }),
})

const yenOf = (
  bought: readonly { on: string; yen: number }[],
  within: Within | undefined,
  today: string,
): number => bought.filter(({ on }) => isWithin(on, within, today)).reduce((sum, { yen }) => sum + yen, 0)

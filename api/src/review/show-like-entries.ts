import { readings, review, shoppers, type Sql, type staff } from '@tamaru/db'
import { isCertainlySame, reasonWords, shownName, type LikeReceipt } from '@tamaru/domain'
import type { LikeEntry } from './preview-view.ts'

/** The entries that are like the one in hand, with what tells them apart. Of one out of reach only that it is there. */
export async function showLikeEntries(
  sql: Sql,
  reach: staff.Staff,
  likeReceipts: readonly LikeReceipt[],
): Promise<LikeEntry[]> {
  const read = await readings.findNewestOf(
    sql,
    reach.accountId,
    likeReceipts.map(({ entryId }) => entryId),
  )
  return Promise.all(
    likeReceipts.map(async ({ reasons, ...like }) => {
      const entry = await review.find(sql, reach, like.entryId)
      const shopper = entry && (await shoppers.find(sql, reach.accountId, entry.shopperId))
      const reading = entry && read.get(like.entryId)
      return {
        ...like,
        certain: isCertainlySame({ ...like, reasons }),
        reasons: reasons.map(reasonWords),
        mayOpen: entry !== undefined,
        shopperName: shownName(reach, shopper?.displayName ?? null),
        createdAt: entry?.createdAt.toISOString() ?? null,
        points: entry?.points ?? null,
        merchantName: reading?.merchant.name ?? null,
        purchasedAt: reading?.purchasedAt ?? null,
        total_yen: reading?.total ?? null,
      }
    }),
  )
}

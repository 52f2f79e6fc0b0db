import type { ApprovalQuestion } from './approval-question.ts'
import type { CampaignRules } from '../campaigns/campaign.ts'
import { hasSameSums } from '../receipts/correct-reading.ts'
import { isPlausiblePrice } from '../products/count-pieces.ts'
import type { MatchedProduct } from './decision.ts'
import type { EntryHistory } from './entry-history.ts'
import type { LikeReceipt } from '../duplicates/like-receipt.ts'
import { goodsFit, listGoods, sumOfGoods } from './purchased-goods.ts'
import { equationKind } from '../receipts/equation-kind.ts'
import type { Reading, ReadingItem } from '../receipts/reading.ts'

/** An approval as a person means it. */
export interface MeantApproval {
  /** The entry's newest reading. */
  read: Reading
  /** The same with the person's correction; where they made none, the very same. */
  reading: Reading
  /** The campaign's products that they see on the receipt. */
  matched: readonly MatchedProduct[]
  rules: CampaignRules
  /** As it is now. */
  history: EntryHistory
}

/** What is likelier than not one receipt with one that is credited must be confirmed; the rest must have been seen. */
const CONFIRM_AT = 0.5

/**
 * All that stands against approving an entry now: another credit for its receipt, and numbers that nothing on the
 * receipt supports. A number that a person wrote is theirs; one that they left as the machine read it is asked about.
 */
export function questionApproval(meant: MeantApproval): ApprovalQuestion[] {
  return [...askAboutDuplicates(meant.history), ...askAboutSums(meant), ...askAboutCounts(meant)]
}

function askAboutDuplicates({ likeReceipts, samePhoto }: EntryHistory): ApprovalQuestion[] {
  const credited = likeReceipts.filter(({ state }) => state === 'approved')
  return [
    ...credited.map(({ entryId, ...like }) => ask('receipt_credited', entryId, [null, null], mustOf(like))),
    ...(samePhoto ? [ask('photo_taken')] : []),
  ]
}

const mustOf = ({ score }: Pick<LikeReceipt, 'score'>) => (score >= CONFIRM_AT ? 'confirm' : 'see')

function askAboutSums({ read, reading, matched }: MeantApproval): ApprovalQuestion[] {
  const missing = (['purchasedAt', 'total'] as const).filter((field) => reading[field] === null)
  const goods = listGoods(reading, matched)
  const isOver = reading.total !== null && !goodsFit(goods, reading)
  return [
    ...missing.map((field) => ask('not_read', field)),
    ...(hasSameSums(read, reading) ? askAboutProof(reading) : []),
    ...(isOver ? [ask('goods_over_total', '', [sumOfGoods(goods), reading.total])] : []),
  ]
}

function askAboutProof({ total, proof: { holds, fails } }: Reading): ApprovalQuestion[] {
  if (fails.length > 0) return fails.map(({ name, left, right }) => ask('sums_unproved', name, [left, right]))
  return total !== null && holds.length === 0 ? [ask('sums_unproved', 'total', [total, null])] : []
}

function askAboutCounts({ read, reading, matched, rules }: MeantApproval): ApprovalQuestion[] {
  const isCounted =
    hasSameSums(read, reading) && reading.proof.holds.some((e) => equationKind(e) === 'pieces')
  if (isCounted) return []
  return matched.flatMap(({ productId, printed, quantity }) => {
    const line = reading.items.find(({ name }) => name === printed)
    const product = rules.products.find(({ id }) => id === productId)
    const isTheirs = !line || Math.round(line.quantity) !== quantity || !isAsRead(line, read)
    if (isTheirs || !product || quantity === 1) return []
    return isProved(line) && isPlausiblePrice(line, product, quantity)
      ? []
      : [ask('count_unproved', printed, [quantity, line.amount])]
  })
}

/** Whether a line's count is the machine's own: a person who changed count or amount has looked at them. */
const isAsRead = (line: ReadingItem, { items }: Reading) =>
  items.some(({ quantity, amount }) => quantity === line.quantity && amount === line.amount)

function isProved({ quantity, unitPrice, amount, discount }: ReadingItem): boolean {
  return unitPrice !== null && Math.floor(unitPrice * quantity + 1e-6) === amount + discount
}

function ask(
  kind: ApprovalQuestion['kind'],
  of = '',
  [left, right]: [number | null, number | null] = [null, null],
  must: ApprovalQuestion['must'] = 'confirm',
): ApprovalQuestion {
  return { kind, of, left, right, must }
}

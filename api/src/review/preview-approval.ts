import { budgets, ledger, review, type Sql, type staff } from '@tamaru/db'
import {
  addDays,
  decideByStaff,
  listGoods,
  questionApproval,
  questionKey,
  sumOfGoods,
  supportedGoods,
  tokyoDate,
  type Decision,
} from '@tamaru/domain'
import { lookUpHistory } from '../entries/find-history.ts'
import type { Ports } from '../ports.ts'
import { findCase, type ReviewCase } from './find-case.ts'
import type { ApprovalPreview } from './preview-view.ts'
import type { Sighting } from './review-view.ts'
import { showLikeEntries } from './show-like-entries.ts'

/**
 * Previews what approving an entry would do if it were done now: points by rule, balance, goods, and what stands
 * against it. Holds and writes nothing; the decision looks at everything anew. Refuses what `decideEntry` refuses.
 */
export async function previewApproval(
  { db, now }: Pick<Ports, 'db' | 'now'>,
  person: staff.Staff,
  entryId: string,
  given: Sighting,
): Promise<ApprovalPreview> {
  const found = await findCase(db, await review.find(db, person, entryId), given)
  const { entry, machine, campaign, read, reading } = found
  const { rules } = campaign
  const history = await lookUpHistory(db, entry, reading, campaign, now())
  const left = await budgets.left(db, entry.accountId, campaign.campaignId)
  const approve = (budgetLeft: number | null) =>
    decideByStaff(machine, { ...given, outcome: 'approved', reason: null }, reading, rules, {
      ...history,
      budgetLeft,
    })
  const lacksProduct = rules.products.length > 0 && given.products.length === 0
  const decision = lacksProduct ? null : approve(left)
  const matched = decision?.matched ?? []
  const questions = questionApproval({ read, reading, matched, rules, history })
  const goods = supportedGoods(reading, matched)
  return {
    earns: decision,
    balance: await forecastBalance(db, found, decision, now()),
    goods,
    kept_yen: sumOfGoods(goods),
    read_yen: sumOfGoods(listGoods(reading, matched)),
    total_yen: reading.total,
    likeEntries: await showLikeEntries(db, person, history.likeReceipts),
    questions: questions.map((question) => ({ ...question, key: questionKey(question) })),
  }
}

async function forecastBalance(
  sql: Sql,
  { entry: { accountId, shopperId }, campaign: { rules } }: ReviewCase,
  decision: Decision | null,
  now: Date,
): Promise<ApprovalPreview['balance']> {
  const { usable, debt } = await ledger.purse(sql, accountId, shopperId, tokyoDate(now))
  const points = decision?.points ?? 0
  const pending = rules.pendingDays > 0 ? points : 0
  const repays = Math.min(debt, points - pending)
  return {
    now: usable,
    after: usable + points - pending - repays,
    pending,
    usableFrom: pending > 0 ? addDays(tokyoDate(now), rules.pendingDays) : null,
    repays,
  }
}

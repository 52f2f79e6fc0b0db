import { surveys } from '@tamaru/db'
import { DEFAULT_CALENDAR, nextBusinessTime, type Reading } from '@tamaru/domain'
import { grantPoints } from '../../api/src/budgets/grant-points.ts'
import { submitEntry } from '../../api/src/entries/submit-entry.ts'
import { exchangeReward } from '../../api/src/rewards/exchange-reward.ts'
import { useCoupon } from '../../api/src/rewards/use-coupon.ts'
import { answerSurvey } from '../../api/src/surveys/answer-survey.ts'
import type { DemoReceipt } from './demo-receipts.ts'
import type { Furnished } from './furnish-account.ts'
import type { Past } from './open-past.ts'
import type { DemoPerson } from './welcome-people.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
/** Over so many days up to now. */
export const WEEKS_DAYS = 28
/** Which receipts, by their order, the reader is said to have been unsure of. */
const UNSURE = new Set([6, 13, 19])

interface Weeks extends Furnished {
  accountId: string
  people: DemoPerson[]
  receipts: DemoReceipt[]
  now: Date
}

interface Moment {
  at: Date
  act: () => Promise<unknown>
}

/**
 * Lets people enter receipts, answer, exchange points, use a coupon and be given points in the weeks before now. The last receipt has just
 * been sent then, by somebody whose chat can be looked at: it is read and told once the demo runs.
 */
export async function liveWeeks(past: Past, weeks: Weeks): Promise<void> {
  const { people, receipts, now } = weeks
  const before = receipts.slice(0, -1).map((receipt, n) => ({
    at: entryTime(receipt.reading.purchasedAt!, n / receipts.length, now),
    act: () => enter(past, people[n % people.length]!, n, UNSURE.has(n) ? unsure(receipt) : receipt),
  }))
  const unanswered = new Set(people)
  const moments = [...before, ...pointMoments(past, weeks)].sort((a, b) => a.at.getTime() - b.at.getTime())
  for (const { at, act } of moments) {
    await answerUntil(past, unanswered, at)
    await past.goTo(at)
    await act()
  }
  await answerUntil(past, unanswered, now)
  await past.goTo(now)
  await enter(past, people[0]!, receipts.length - 1, receipts.at(-1)!)
}

async function enter(past: Past, { accountId, id }: DemoPerson, n: number, receipt: DemoReceipt) {
  past.show(receipt.reading)
  const submission = { accountId, shopperId: id, bytes: receipt.photo, idempotencyKey: `demo:${n}` }
  await submitEntry(past.ports, { ...submission, source: 'app' })
}

/** One coupon is used, which leaves its reward sold out; another waits. One person is given points by hand. */
function pointMoments({ ports }: Past, weeks: Weeks): Moment[] {
  const { accountId, people, rewardIds, now, budgetId, owner } = weeks
  const [first, second, third] = people as [DemoPerson, DemoPerson, DemoPerson]
  const gift = {
    budgetId,
    points: 20,
    reason: '読み取りにお時間をいただいたお詫び',
    entryId: null,
    override: null,
  }
  const exchange = ({ id: shopperId }: DemoPerson, rewardId: string) =>
    exchangeReward(ports, { accountId, shopperId, rewardId, idempotencyKey: `demo:${rewardId}` })
  const ago = (days: number) => new Date(now.getTime() - days * DAY_MS)
  let couponId = ''
  return [
    { at: ago(3), act: async () => void ({ id: couponId } = await exchange(third, rewardIds.apron)) },
    { at: ago(2), act: () => useCoupon(ports, accountId, couponId, { who: 'shopper', shopperId: third.id }) },
    {
      at: ago(1),
      act: () => grantPoints(ports, owner, second.id, { ...gift, idempotencyKey: 'demo:gift' }),
    },
    { at: ago(1), act: () => exchange(first, rewardIds.tea) },
  ]
}

/** Who was asked answers an hour after the question may have come, if that is before this moment, and only once. */
async function answerUntil(past: Past, unanswered: Set<DemoPerson>, until: Date): Promise<void> {
  const { ports } = past
  const answers: Moment[] = []
  await past.goTo(ports.now())
  for (const person of unanswered) {
    const { accountId, id: shopperId, answer } = person
    const asked = await surveys.findOpenInvitation(ports.db, accountId, shopperId)
    if (!asked) continue
    const whose = { accountId, shopperId, invitationId: asked.id }
    const at = new Date(nextBusinessTime(DEFAULT_CALENDAR, asked.invitedAt).getTime() + HOUR_MS)
    if (at > until) continue
    unanswered.delete(person)
    answers.push({ at, act: () => answerSurvey(ports, whose, answer) })
  }
  for (const { at, act } of answers.sort((a, b) => a.at.getTime() - b.at.getTime())) {
    await past.goTo(at)
    await act()
  }
}

/** Spread over the last weeks, but never before the purchase. */
function entryTime(purchasedAt: string, part: number, now: Date): Date {
  const spread = now.getTime() - (1 - part) * WEEKS_DAYS * DAY_MS
  const soonest = Date.parse(`${purchasedAt}:00+09:00`) + 25 * 60_000
  return new Date(Math.min(now.getTime() - 5 * 60_000, Math.max(spread, soonest)))
}

/** As if the foot of the receipt had been hard to read: the total and what hangs on it are in doubt. */
function unsure({ photo, reading }: DemoReceipt): DemoReceipt {
  const total = (reading.total ?? 0) + 30
  const fails = [{ name: 'lines = total', left: reading.total ?? 0, right: total }]
  const doubted: Reading = { ...reading, total, confidence: 0.55, proof: { ...reading.proof, fails } }
  return { photo, reading: doubted }
}

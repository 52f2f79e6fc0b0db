import { surveys, type shoppers } from '@tamaru/db'
import { CURRENT_WORDING, ProblemError, type Reading } from '@tamaru/domain'
import { seededRandom } from '../../bench/samples/random.ts'
import { answerConsent } from '../../api/src/consent/answer-consent.ts'
import { submitEntry } from '../../api/src/entries/submit-entry.ts'
import { receiveEvents } from '../../api/src/line-webhook/receive-events.ts'
import { exchangeReward } from '../../api/src/rewards/exchange-reward.ts'
import { useCoupon } from '../../api/src/rewards/use-coupon.ts'
import { openMiniApp } from '../../api/src/shoppers/open-mini-app.ts'
import { answerSurvey } from '../../api/src/surveys/answer-survey.ts'
import type { Past } from '../seed/open-past.ts'
import type { WorldPerson } from './people.ts'
import type { Act } from './plan-year.ts'
import { answerOf } from './survey-answers.ts'
import { nameOf, photoOf } from './world-photo.ts'

export interface Living {
  accountId: string
  /** The reward that people exchange their points for. */
  teaId: string
  /** What is on which photo, by its name. */
  shown: Map<string, Reading>
}

type Done = (act: Act) => Promise<void>

/** Hands the acts of some people to the product, each at its time, by the doors through which they come: the api's use cases. */
export function livePeople(past: Past, { accountId, teaId, seed, shown }: Living & { seed: string }): Done {
  const { ports } = past
  const random = seededRandom(`${seed}/answers`)
  const known = new Map<number, shoppers.Shopper>()
  const coupons = new Map<number, string>()
  let [events, exchanges] = [0, 0]

  /** What LINE tells of somebody. */
  const tell = (who: WorldPerson, event: object) =>
    receiveEvents(ports, accountId, [
      {
        ...{ webhookEventId: `world-${seed}-${events}`, timestamp: ports.now().getTime(), mode: 'active' },
        ...{ source: { type: 'user', userId: who.lineUserId }, replyToken: `world-${seed}-${events++}` },
        ...event,
      },
    ])

  async function join(who: WorldPerson) {
    await tell(who, { type: 'follow', follow: { isUnblocked: false } })
    await past.goTo(ports.now())
    const identity = { lineUserId: who.lineUserId, displayName: who.name, pictureUrl: null }
    const shopper = await openMiniApp(ports, accountId, identity, { idToken: `world ${who.n}` })
    known.set(who.n, shopper)
    const yes = { given: true, wording: CURRENT_WORDING, noticeVersion: 1 }
    for (const purpose of ['offers', 'analysis'] as const)
      if (who.agrees[purpose]) await answerConsent(ports, shopper, purpose, yes)
  }

  async function answer(who: WorldPerson) {
    const shopperId = known.get(who.n)!.id
    const asked = await surveys.findOpenInvitation(ports.db, accountId, shopperId)
    if (asked)
      await answerSurvey(ports, { accountId, shopperId, invitationId: asked.id }, answerOf(who, random))
  }

  async function exchange(who: WorldPerson) {
    const shopperId = known.get(who.n)!.id
    const idempotencyKey = `world:${who.n}:${exchanges++}`
    const { id } = await exchangeReward(ports, { accountId, shopperId, rewardId: teaId, idempotencyKey })
    coupons.set(who.n, id)
  }

  async function use(who: WorldPerson) {
    const couponId = coupons.get(who.n)
    coupons.delete(who.n)
    const shopperId = known.get(who.n)!.id
    if (couponId) await useCoupon(ports, accountId, couponId, { who: 'shopper', shopperId })
  }

  const acts: { [Does in Act['does']]: (act: Extract<Act, { does: Does }>) => Promise<unknown> } = {
    join: ({ who }) => join(who),
    block: ({ who }) => tell(who, { type: 'unfollow', replyToken: undefined }),
    return: ({ who }) => tell(who, { type: 'follow', follow: { isUnblocked: true } }),
    tap: ({ who }) => tell(who, { type: 'postback', postback: { data: `menu=${random.pick(MENU)}` } }),
    ask: ({ who }) =>
      tell(who, { type: 'message', message: { type: 'text', id: `${seed}-${events}`, text: 'ポイント' } }),
    answer: ({ who }) => answer(who),
    exchange: ({ who }) => exchange(who).catch(unlessRefused),
    use: ({ who }) => use(who),
    enter({ who, reading, nth }) {
      const photo = photoOf(`${who.n}/${nth}`)
      shown.set(nameOf(photo), reading)
      const idempotencyKey = `world:${who.n}:${nth}`
      const submission = { accountId, shopperId: known.get(who.n)!.id, idempotencyKey, source: who.source }
      return submitEntry(ports, { ...submission, bytes: photo })
    },
  }
  return async (act) => {
    await past.goTo(act.at)
    await acts[act.does](act as never)
  }
}

const MENU = ['receipt', 'points', 'coupons', 'help']

/** Who has too few points for a coupon today goes without. */
function unlessRefused(error: unknown): void {
  if (!(error instanceof ProblemError)) throw error
}

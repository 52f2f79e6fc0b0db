import { HAPPENING_NAMES, PURPOSE_NAMES, RANK_NAMES, type HappeningKind } from '@tamaru/domain'
import type { RouteLocationRaw } from 'vue-router'
import type AppIcon from '../../ui/AppIcon.vue'
import type { Words } from '../../api/problem.ts'
import type { AnswerOf } from '../../api/contract.ts'
import type { Happened } from '../../api/staff-views.ts'

type Icon = InstanceType<typeof AppIcon>['$props']['name']
export type Things = AnswerOf<'GET', '/api/staff/shoppers/:id/timeline'>['things']

/** What a time line can be narrowed to, and how each group looks. */
export const LINE_GROUPS = {
  receipts: {
    icon: 'list',
    kinds: [
      ...['entry_submitted', 'entry_approved', 'entry_rejected', 'entry_sent_to_review', 'entry_reopened'],
      ...['entry_revoked', 'entry_withdrawn', 'entry_replaced', 'goods_bought'],
    ],
  },
  points: {
    icon: 'coin',
    kinds: [
      ...['points_credited', 'points_released', 'points_spent', 'points_returned', 'points_taken_back'],
      ...['points_about_to_lapse', 'points_lapsed', 'rank_changed'],
    ],
  },
  rewards: { icon: 'gift', kinds: ['coupon_issued', 'coupon_used', 'coupon_cancelled', 'prize_won'] },
  messages: {
    icon: 'send',
    kinds: ['message_sent', 'message_held', 'message_discarded', 'message_heard', 'postback'],
  },
  answers: { icon: 'chat', kinds: ['survey_answered'] },
  person: {
    icon: 'person',
    kinds: [
      ...[
        'friend_added',
        'friend_blocked',
        'friend_unblocked',
        'mini_app_opened',
        'tag_added',
        'tag_removed',
        'attribute_set',
        'member_linked',
        'member_unlinked',
        'member_link_refused',
        'segment_entered',
        'segment_left',
      ],
      ...['consent_given', 'consent_withdrawn'],
    ],
  },
} as const satisfies Record<string, { icon: Icon; kinds: readonly string[] }>
export type LineGroup = keyof typeof LINE_GROUPS
export const LINE_GROUP_NAMES = Object.keys(LINE_GROUPS) as LineGroup[]

export const groupOf = (kind: HappeningKind): LineGroup =>
  LINE_GROUP_NAMES.find((group) => (LINE_GROUPS[group].kinds as readonly string[]).includes(kind)) ?? 'person'

/** One line: what happened, what about, and where that thing is. */
export interface Line {
  id: string
  at: string
  icon: Icon
  title: Words
  about: Words[]
  points: number | null
  yen: number | null
  to: RouteLocationRaw | null
}

/** As much of a payload as a line tells of. */
interface Payload {
  entryId?: string | null
  campaignId?: string
  tagId?: string
  segmentId?: string
  rewardId?: string
  points?: number
  cost_points?: number
  score?: number
  purpose?: string
  from?: keyof typeof RANK_NAMES
  to?: keyof typeof RANK_NAMES
  goods?: { productId: string; quantity: number; amount_yen: number }[]
}
const LESS = ['points_spent', 'points_taken_back', 'points_lapsed']

export function toLine({ id, at, kind, payload }: Happened, things: Things): Line {
  const told = payload as Payload
  const named = (of: Things[number]['of'], thingId?: string) =>
    things.filter((thing) => thing.of === of && thing.id === thingId)
  const goods = told.goods ?? []
  const about: Words[] = [
    ...goods.flatMap(({ productId, quantity }) =>
      named('product', productId).map(({ ja, en }) => ({
        ja: `${ja} ×${quantity}`,
        en: `${en} ×${quantity}`,
      })),
    ),
    ...named('tag', told.tagId),
    ...named('segment', told.segmentId),
    ...named('reward', told.rewardId),
    ...named('campaign', told.campaignId),
    ...(kind.startsWith('consent') ? [PURPOSE_NAMES[told.purpose as keyof typeof PURPOSE_NAMES]] : []),
    ...(told.score === undefined ? [] : [{ ja: `${told.score}点`, en: `score ${told.score}` }]),
    ...(told.from && told.to
      ? [
          {
            ja: `${RANK_NAMES[told.from].ja} → ${RANK_NAMES[told.to].ja}`,
            en: `${RANK_NAMES[told.from].en} → ${RANK_NAMES[told.to].en}`,
          },
        ]
      : []),
  ]
  const points = kind === 'entry_approved' || kind === 'points_about_to_lapse' ? null : (told.points ?? null)
  return {
    ...{ id, at, about, title: HAPPENING_NAMES[kind], icon: LINE_GROUPS[groupOf(kind)].icon },
    points: points === null ? null : LESS.includes(kind) ? -points : points,
    yen: goods.length > 0 ? goods.reduce((sum, { amount_yen }) => sum + amount_yen, 0) : null,
    to: placeOf(kind, told),
  }
}

function placeOf(kind: HappeningKind, { entryId, tagId, segmentId }: Payload): RouteLocationRaw | null {
  if (segmentId) return { name: 'segment', params: { id: segmentId } }
  if (entryId) return { name: 'review', params: { state: stateAfter(kind), entry: entryId } }
  if (tagId) return { name: 'tags' }
  if (kind.startsWith('coupon')) return { name: 'rewards' }
  if (kind === 'survey_answered') return { name: 'nps' }
  if (kind === 'message_held' || kind === 'message_discarded')
    return { name: 'messages', params: { state: kind === 'message_held' ? 'held' : 'discarded' } }
  return null
}

/** Beside which queue an entry is opened; it is shown whatever has become of it. */
function stateAfter(kind: HappeningKind): string {
  if (kind === 'entry_rejected') return 'rejected'
  return kind === 'entry_sent_to_review' ? 'needs_review' : 'approved'
}

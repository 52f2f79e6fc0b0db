import { z } from 'zod'
import { AttributeKey, AttributeSource } from '../attributes/attribute.ts'
import { AskedPurpose } from '../consent/consent-purpose.ts'
import { MileageRank } from '../ranks/rank.ts'
import { ClaimRefusal, LinkEnder, LinkSource } from '../members/member-link.ts'
import { HeldReason, MessagePurpose } from '../messages/outbox.ts'

/** An id that staff chose: of a prize, a draw. As long as a text of the rules may be. */
const ChosenId = z.string().max(500)
const Points = z.int()
const OfEntry = z.strictObject({ entryId: z.uuid() })
const OfJudgedEntry = OfEntry.extend({ campaignId: z.uuid(), decidedBy: z.enum(['machine', 'staff']) })
const OfPoints = z.strictObject({ points: Points })
const OfCoupon = z.strictObject({ couponId: z.uuid(), rewardId: z.uuid() })
const OfMessage = z.strictObject({ messageId: z.uuid(), purpose: MessagePurpose })
const OfStoppedMessage = OfMessage.extend({ reason: HeldReason })
const OfTag = z.strictObject({ tagId: z.uuid() })
const OfMemberLink = z.strictObject({ linkId: z.uuid() })
const OfSegment = z.strictObject({ segmentId: z.uuid(), version: z.int() })
const OfConsent = z.strictObject({ purpose: AskedPurpose })

export const HEARD_CONTENTS = [
  'text',
  'image',
  'video',
  'audio',
  'file',
  'location',
  'sticker',
  'other',
] as const

/**
 * All that can happen to a person, and what is kept of it: ids, numbers and words of closed sets. Never what somebody
 * wrote, nor a name. The one list: the union and its schema come from it.
 */
export const HAPPENING_PAYLOADS = {
  friend_added: z.strictObject({}),
  friend_blocked: z.strictObject({}),
  /** A friend again, who had blocked the account. */
  friend_unblocked: z.strictObject({}),
  message_heard: z.strictObject({ content: z.enum(HEARD_CONTENTS) }),
  /** A button was pressed. What it carries is our own, and yet only its SHA-256 is kept: equal buttons are equal. */
  postback: z.strictObject({ dataSha256: z.string().regex(/^[0-9a-f]{64}$/) }),
  /** The mini-app traded LINE's token for a session. */
  mini_app_opened: z.strictObject({}),

  entry_submitted: OfEntry.extend({ source: z.enum(['app', 'chat']) }),
  entry_approved: OfJudgedEntry.extend({ points: Points, stamps: z.int() }),
  entry_rejected: OfJudgedEntry,
  /** By the machine, or because its shopper asked for a second look. */
  entry_sent_to_review: OfEntry.extend({ cause: z.enum(['machine', 'appeal']) }),
  entry_reopened: OfEntry,
  entry_revoked: OfEntry,
  entry_withdrawn: OfEntry,
  /** Another photo of the receipt stands in its place. */
  entry_replaced: OfEntry.extend({ followedBy: z.uuid() }),
  /** An approved receipt's goods: products of the account one by one, and how many lines are others. */
  goods_bought: OfEntry.extend({
    purchasedOn: z.iso.date().nullable(),
    goods: z.array(z.strictObject({ productId: z.uuid(), quantity: z.number(), amount_yen: z.number() })),
    otherLines: z.int(),
  }),

  points_credited: OfPoints.extend({
    reason: z.enum(['entry_credit', 'prize', 'opening', 'grant']),
    entryId: z.uuid().nullable(),
  }),
  /** Pending points can be spent from now on. */
  points_released: OfPoints,
  points_spent: OfPoints,
  /** An exchange was cancelled. */
  points_returned: OfPoints,
  /** A credit was taken back. */
  points_taken_back: OfPoints.extend({ entryId: z.uuid().nullable() }),
  points_about_to_lapse: OfPoints.extend({ expiresOn: z.iso.date() }),
  points_lapsed: OfPoints,
  /** Found by the day: what a person has earned in twelve months moves by itself, and so do the thresholds. */
  rank_changed: z.strictObject({ from: MileageRank, to: MileageRank }),

  coupon_issued: OfCoupon.extend({ cost_points: Points }),
  coupon_used: OfCoupon.extend({ by: z.enum(['shopper', 'staff']) }),
  coupon_cancelled: OfCoupon.extend({ by: z.enum(['shopper', 'staff']) }),
  /** At once, with `prizeId`, or in a draw, with `drawId` and the place. */
  prize_won: OfEntry.extend({
    campaignId: z.uuid(),
    prizeId: ChosenId.nullable(),
    drawId: ChosenId.nullable(),
    place: z.int().nullable(),
  }),

  survey_answered: z.strictObject({ invitationId: z.uuid(), score: z.int() }),
  tag_added: OfTag,
  tag_removed: OfTag,
  /** That a value was told; the value itself goes with its person. */
  attribute_set: z.strictObject({ attribute: AttributeKey, source: AttributeSource }),
  /** With a member number of the brand's: the number itself is not kept here. */
  member_linked: OfMemberLink.extend({ source: LinkSource }),
  member_unlinked: OfMemberLink.extend({ by: LinkEnder }),
  /** A claim that another link stands against. */
  member_link_refused: z.strictObject({ source: LinkSource, reason: ClaimRefusal }),
  /** By what happened to them or by the day; not because staff wrote another rule. */
  segment_entered: OfSegment,
  segment_left: OfSegment,
  consent_given: OfConsent,
  consent_withdrawn: OfConsent,

  message_sent: OfMessage,
  message_held: OfStoppedMessage,
  /** It will never be sent. */
  message_discarded: OfStoppedMessage,
} satisfies Record<string, z.ZodObject>

export type HappeningKind = keyof typeof HAPPENING_PAYLOADS
export const HAPPENING_KINDS = Object.keys(HAPPENING_PAYLOADS) as [HappeningKind, ...HappeningKind[]]

export type HappeningPayload<K extends HappeningKind> = z.infer<(typeof HAPPENING_PAYLOADS)[K]>

/** What happened, to whom, when. `shopperId` is null where it happened to nobody (a feed); `at` is the product's clock. */
export type Happening<K extends HappeningKind = HappeningKind> = {
  [Kind in K]: {
    accountId: string
    shopperId: string | null
    kind: Kind
    at: Date
    payload: HappeningPayload<Kind>
  }
}[K]

/** A happening that is to be recorded. The natural key makes it once in its account, however often it is told. */
export type ToldHappening<K extends HappeningKind = HappeningKind> = Happening<K> & { naturalKey: string }

/** Throws where a payload is not of its kind: it would hold what must not be kept, or cannot be read back. */
export function parsePayload<K extends HappeningKind>(kind: K, payload: unknown): HappeningPayload<K> {
  return HAPPENING_PAYLOADS[kind].parse(payload) as HappeningPayload<K>
}

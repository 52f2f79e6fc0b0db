import { balance } from './kinds/balance.ts'
import { drawWon } from './kinds/draw-won.ts'
import { entryApproved } from './kinds/entry-approved.ts'
import { entryApprovedWithoutPoints } from './kinds/entry-approved-without-points.ts'
import { entryCorrected } from './kinds/entry-corrected.ts'
import { entryCorrectedWithoutPoints } from './kinds/entry-corrected-without-points.ts'
import { entryInReview } from './kinds/entry-in-review.ts'
import { entryRejected } from './kinds/entry-rejected.ts'
import { entryRevoked } from './kinds/entry-revoked.ts'
import { greeting } from './kinds/greeting.ts'
import { greetingBack } from './kinds/greeting-back.ts'
import { guidance } from './kinds/guidance.ts'
import { memberLinked } from './kinds/member-linked.ts'
import { memberNotLinked } from './kinds/member-not-linked.ts'
import { notAPhoto } from './kinds/not-a-photo.ts'
import { offer } from './kinds/offer.ts'
import { photoButtons } from './kinds/photo-buttons.ts'
import { photoReceived } from './kinds/photo-received.ts'
import { photoReceivedBefore } from './kinds/photo-received-before.ts'
import { pointsLapse } from './kinds/points-lapse.ts'
import { prizeWon } from './kinds/prize-won.ts'
import { refusal } from './kinds/refusal.ts'
import { sentFromElsewhere } from './kinds/sent-from-elsewhere.ts'
import { survey } from './kinds/survey.ts'

import type { Template, ValuesFor } from './template.ts'

/** Every kind of message that people get, with the words that the product has for it. */
export const TEMPLATES = {
  entry_approved: entryApproved,
  entry_approved_without_points: entryApprovedWithoutPoints,
  entry_in_review: entryInReview,
  entry_rejected: entryRejected,
  entry_revoked: entryRevoked,
  entry_corrected: entryCorrected,
  entry_corrected_without_points: entryCorrectedWithoutPoints,
  photo_received: photoReceived,
  photo_received_before: photoReceivedBefore,
  prize_won: prizeWon,
  draw_won: drawWon,
  greeting: greeting,
  greeting_back: greetingBack,
  guidance: guidance,
  refusal: refusal,
  sent_from_elsewhere: sentFromElsewhere,
  not_a_photo: notAPhoto,
  balance: balance,
  points_lapse: pointsLapse,
  member_linked: memberLinked,
  member_not_linked: memberNotLinked,
  survey: survey,
  offer: offer,
  photo_buttons: photoButtons,
}

export type TemplateKind = keyof typeof TEMPLATES
export const TEMPLATE_KINDS = Object.keys(TEMPLATES) as TemplateKind[]

/** What a message of this kind has to be told. */
export type TemplateValues<K extends TemplateKind> = ValuesFor<(typeof TEMPLATES)[K]['variables']>

export const templateOf = (kind: TemplateKind): Template => TEMPLATES[kind]

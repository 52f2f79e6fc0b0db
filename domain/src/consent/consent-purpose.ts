import { z } from 'zod'
import type { MessagePurpose } from '../messages/outbox.ts'

/** What a person's data, and the way to them, may be used for; each is agreed to apart from the others. */
export const CONSENT_PURPOSES = [
  'results',
  'offers',
  'steps',
  'surveys',
  'analysis',
  'experiments',
  'email',
  'sharing',
  'sensitive',
] as const
export const ConsentPurpose = z.enum(CONSENT_PURPOSES)
export type ConsentPurpose = z.infer<typeof ConsentPurpose>

/** What counts as consent: a person's own tick, or that they have added the account and not refused. */
export const CONSENT_GROUNDS = ['tick', 'friendship'] as const
export const ConsentGround = z.enum(CONSENT_GROUNDS)
export type ConsentGround = z.infer<typeof ConsentGround>

/** The purposes that need consent. Results and answers are what the person came for. */
export const AskedPurpose = ConsentPurpose.exclude(['results'])
export type AskedPurpose = z.infer<typeof AskedPurpose>
export const ASKED_PURPOSES = AskedPurpose.options

/** What staff call them, in short; what people agree to stands in the wordings. */
export const PURPOSE_NAMES: Readonly<Record<AskedPurpose, { ja: string; en: string }>> = {
  offers: { ja: 'おすすめのお知らせ', en: 'Offers' },
  steps: { ja: '続きもののご案内', en: 'Series of messages' },
  surveys: { ja: 'アンケートのお願い', en: 'Surveys' },
  analysis: { ja: '購入の分析', en: 'Analysis of purchases' },
  experiments: { ja: '効果くらべ', en: 'Comparisons' },
  email: { ja: 'メール', en: 'E-mail' },
  sharing: { ja: '第三者への提供', en: 'Sharing' },
  sensitive: { ja: '健康などに関わる購入', en: 'Sensitive purchases' },
}

const RestsOnEither = z.object({ ground: ConsentGround, asked: z.boolean() })
/** What is chosen by a person's receipts, or leaves the chat or the house, is never taken for granted. */
const NeedsTick = z.object({ ground: z.literal('tick'), asked: z.boolean() })

/**
 * What an account holds for consent, by purpose, and whether it asks people at all. A purpose that is not asked about is
 * "no". As it begins: surveys go to friends, as they always did; offers and the analysis that they need are asked about.
 */
export const ConsentPolicy = z.object({
  offers: RestsOnEither.default({ ground: 'tick', asked: true }),
  steps: RestsOnEither.default({ ground: 'tick', asked: false }),
  surveys: RestsOnEither.default({ ground: 'friendship', asked: true }),
  analysis: NeedsTick.default({ ground: 'tick', asked: true }),
  experiments: NeedsTick.default({ ground: 'tick', asked: false }),
  email: NeedsTick.default({ ground: 'tick', asked: false }),
  sharing: NeedsTick.default({ ground: 'tick', asked: false }),
  sensitive: NeedsTick.default({ ground: 'tick', asked: false }),
} satisfies Record<AskedPurpose, z.ZodType>)
export type ConsentPolicy = z.infer<typeof ConsentPolicy>

/** The purposes for which friendship never counts. */
export const NEEDS_TICK: readonly AskedPurpose[] = [
  'analysis',
  'experiments',
  'email',
  'sharing',
  'sensitive',
]

/** What a message needs consent to, all of it. Offers are chosen by a person's receipts. */
export const MESSAGE_NEEDS: Readonly<Record<MessagePurpose, readonly AskedPurpose[]>> = {
  answer: [],
  result: [],
  reminder: [],
  survey: ['surveys'],
  offer: ['offers', 'analysis'],
}

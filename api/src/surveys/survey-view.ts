import { ShownName } from '@tamaru/domain'
import { z } from 'zod'
import { pageOf } from '../http/paging.ts'

export const SurveyView = z.object({
  /** The invitation that waits for an answer, if any. */
  invitation: z.object({ id: z.uuid(), question: z.object({ ja: z.string(), en: z.string() }) }).nullable(),
})

export const SurveyAnswer = z.object({
  score: z.int().min(0).max(10),
  reason: z.string().trim().max(1000).nullable().default(null),
})

/** The score with what it rests on. `score` is null without answers. */
export const NpsView = z.object({
  score: z.int().min(-100).max(100).nullable(),
  count: z.int(),
  promoters: z.int(),
  passives: z.int(),
  detractors: z.int(),
  /** How often each score 0..10 was given. */
  byScore: z.array(z.int()).length(11),
})

/** Of the last year, newest first. */
export const NpsAnswers = pageOf(
  z.object({
    score: z.int(),
    reason: z.string().nullable(),
    /** Null of who has left. */
    shopperId: z.uuid().nullable(),
    shopperName: ShownName.nullable(),
    answeredAt: z.iso.datetime(),
  }),
)

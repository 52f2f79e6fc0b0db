import { z } from 'zod'
import { HAPPENING_NAMES } from '../../happenings/happening-names.ts'
import { HAPPENING_KINDS, type HappeningKind } from '../../happenings/happening.ts'
import { conditionKind } from '../condition-kind.ts'
import type { PersonFacts } from '../person-facts.ts'
import { happenedWithin, Within, wordsOfWithin } from '../within.ts'

const MOST_TIMES = 10_000
/** What is told of purchases is not to be had past the consent to look at them. */
const OF_PURCHASES: readonly HappeningKind[] = ['goods_bought']
/** What follows from rules is asked by rules as `segment`: two segments must not push people to and fro. */
export const OF_SEGMENTS: readonly HappeningKind[] = ['segment_entered', 'segment_left']
const NOT_ASKED = [...OF_PURCHASES, ...OF_SEGMENTS]
const Kinds = z.enum(HAPPENING_KINDS.filter((kind) => !NOT_ASKED.includes(kind)))

const told = ({ happened }: PersonFacts, of: HappeningKind) => happened.find(({ kind }) => kind === of)

/** Something happened to them: last within a stretch, or so many times over all time. */
export const happened = conditionKind({
  kind: 'happened',
  name: { ja: 'できごと', en: 'Something that happened' },
  schema: z
    .strictObject({
      kind: z.literal('happened'),
      of: Kinds,
      within: Within.optional(),
      atLeast_times: z.int().min(1).max(MOST_TIMES).optional(),
    })
    .refine(({ within, atLeast_times }) => !within || !atLeast_times, 'times are counted over all time'),
  readsPurchases: false,
  refersTo: () => [],
  words({ of, within, atLeast_times: times }) {
    const when = wordsOfWithin(within)
    return {
      ja: `${when.ja}「${HAPPENING_NAMES[of].ja}」ことが${times ? `${times}回以上` : ''}あった`,
      en: `“${HAPPENING_NAMES[of].en}” happened${times ? ` at least ${times} times` : ''}${when.en}`,
    }
  },
  matches({ of, within, atLeast_times: times }, facts, { today }) {
    const last = told(facts, of)
    return last !== undefined && last.times >= (times ?? 1) && happenedWithin(last.lastAt, within, today)
  },
  shows: ({ of }, facts) => ({ times: told(facts, of)?.times ?? 0, lastAt: told(facts, of)?.lastAt ?? null }),
})

import { personFacts, segmentComparisons, type staff } from '@tamaru/db'
import {
  explain,
  firstDayOf,
  guardsOf,
  SEGMENT_GUARDS,
  shownName,
  ShownName,
  smallestLift,
  tokyoDate,
  type Held,
  type Understood,
} from '@tamaru/domain'
import { z } from '@hono/zod-openapi'
import type { Ports } from '../ports.ts'
import { PartView, partsOfWhy } from './segment-view.ts'

const SHOWN = 5
/** Whoever tries rules out sees no whole name, whatever they may. */
const NAMELESS: Held = { role: null, ownRights: ['see'] }

/** What may be asked beside a count, which takes longer than the count. */
export const ALSO = ['why', 'overlap', 'smallestEffect', 'guards'] as const
export type Also = (typeof ALSO)[number]

const BothLanguages = z.object({ ja: z.string(), en: z.string() })
export const CloserView = z.object({
  /** Five of those who are meant, and by which facts; without names. */
  why: z.array(
    z.object({ shopperId: z.uuid(), displayName: ShownName.nullable(), parts: z.array(PartView) }),
  ),
  /** Saved segments that have people in common with the rule: what share of the rule's, and of theirs. */
  overlap: z.array(
    z.object({ id: z.uuid(), name: z.string(), both: z.int(), ofRule: z.number(), ofSegment: z.number() }),
  ),
  /**
   * The least effect that so many, halved into two arms, can show, where as large a share of them buys in 30 days as of the whole
   * account: two-sided 5 %, four times in five. `lift` 0.1 is a tenth more buyers; null for the reason.
   */
  smallestEffect: z.object({
    lift: z.number().nullable(),
    purchaseRate: z.number().nullable(),
    reason: z.enum(['too_few_people', 'nobody_buys']).nullable(),
  }),
  /** What to think of before the rule is saved; `of` is another segment's name. */
  guards: z.array(
    z.object({
      guard: z.enum(Object.keys(SEGMENT_GUARDS) as [keyof typeof SEGMENT_GUARDS]),
      of: z.string().nullable(),
      words: BothLanguages,
    }),
  ),
})
export type CloserView = z.infer<typeof CloserView>

/** Looks closer at a rule that was counted: at some of its people, at other segments, at what it can show. */
export async function lookCloser(
  { db }: Pick<Ports, 'db'>,
  { accountId }: staff.Staff,
  { understood, people, segmentId }: { understood: Understood; people: number; segmentId: string | null },
  also: readonly Also[],
  now: Date,
): Promise<Partial<CloserView>> {
  const asks = (...some: Also[]) => some.some((each) => also.includes(each))
  const closer: Partial<CloserView> = {}
  if (asks('why')) closer.why = await whyOfSome(db, accountId, understood, now)
  if (asks('smallestEffect')) {
    const since = firstDayOf({ days: 30 }, tokyoDate(now))
    const purchaseRate = await segmentComparisons.purchaseRate(db, accountId, since)
    const lift = purchaseRate ? smallestLift(people, purchaseRate) : null
    const reason = lift !== null ? null : purchaseRate ? 'too_few_people' : 'nobody_buys'
    closer.smallestEffect = { lift, purchaseRate, reason }
  }
  if (!asks('overlap', 'guards')) return closer
  const others = await segmentComparisons.overlaps(db, accountId, understood, { now, butFor: segmentId })
  if (asks('overlap'))
    closer.overlap = others.map(({ id, name, members, both }) => ({
      ...{ id, name, both },
      ofRule: both / people,
      ofSegment: both / members,
    }))
  if (asks('guards')) {
    const isUsed = segmentId === null ? null : await segmentComparisons.isUsed(db, accountId, segmentId)
    closer.guards = guardsOf(people, others, isUsed).map((each) => ({
      ...each,
      words: SEGMENT_GUARDS[each.guard],
    }))
  }
  return closer
}

async function whyOfSome(db: Ports['db'], accountId: string, understood: Understood, now: Date) {
  if (!('rule' in understood)) return []
  const some = await segmentComparisons.pick(db, accountId, understood, { now, limit: SHOWN })
  const facts = await personFacts.list(
    db,
    accountId,
    some.map(({ shopperId }) => shopperId),
  )
  return some.flatMap(({ shopperId, displayName }) => {
    const because = explain(
      facts.find((each) => each.shopperId === shopperId)!,
      understood,
      now,
    )
    const shown = shownName(NAMELESS, displayName)
    return because ? [{ shopperId, displayName: shown, parts: partsOfWhy(because, understood) }] : []
  })
}

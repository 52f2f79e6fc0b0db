import { namedThings, type happenings } from '@tamaru/db'
import { HAPPENING_KINDS, type HappeningKind } from '@tamaru/domain'
import { z } from '@hono/zod-openapi'
import { pageOf, pageQuery, PLACES } from '../http/paging.ts'

const Kinds = z
  .string()
  .transform((text) => text.split(','))
  .pipe(z.array(z.enum(HAPPENING_KINDS)))
  .openapi({
    type: 'string',
    description: 'Kinds of happening with commas between them; all, where it is left out',
  })

export const TimelineQuery = pageQuery(PLACES.momentNumber).extend({ kinds: Kinds.optional() })
export const TimelineList = pageOf(
  z.object({
    id: z.string(),
    kind: z.enum(HAPPENING_KINDS),
    at: z.iso.datetime(),
    payload: z.record(z.string(), z.unknown()),
  }),
).extend({
  /** What the things that the lines are about are called now. */
  things: z.array(
    z.object({ of: z.enum(namedThings.THING_KINDS), id: z.string(), ja: z.string(), en: z.string() }),
  ),
})

export const toTimelineView = ({ id, kind, at, payload }: happenings.StoredHappening) => ({
  ...{ id, kind, at: at.toISOString() },
  payload: payload as Record<string, unknown>,
})

/** Lists the ids of the things that lines are about. */
export function thingsOf(lines: readonly { kind: HappeningKind; payload: object }[]) {
  const all = (member: string) =>
    lines.flatMap(({ payload }) => {
      const value = (payload as Record<string, unknown>)[member]
      return typeof value === 'string' ? [value] : []
    })
  const goods = lines.flatMap(
    ({ payload }) =>
      (payload as { goods?: { productId: string }[] }).goods?.map((each) => each.productId) ?? [],
  )
  return {
    product: goods,
    tag: all('tagId'),
    segment: all('segmentId'),
    reward: all('rewardId'),
    campaign: all('campaignId'),
  }
}

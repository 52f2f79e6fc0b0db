import { MOVE_CAUSES, type segmentMoves } from '@tamaru/db'
import { HAPPENING_KINDS, shownName, ShownName, type Held } from '@tamaru/domain'
import { z } from '@hono/zod-openapi'
import { pageOf } from '../http/paging.ts'

/** That somebody came into a segment, or left it, and why. */
export const MoveView = z.object({
  id: z.string(),
  shopperId: z.uuid(),
  displayName: ShownName.nullable(),
  way: z.enum(['entered', 'left']),
  /** By staff (saved, changed), by what the rule names (meaning), by what happened, by the day, or because they left (erased). */
  cause: z.enum(MOVE_CAUSES),
  version: z.int(),
  /** What happened to them; null where nothing did, or where it was a state that nothing tells of. */
  happening: z.object({ kind: z.enum(HAPPENING_KINDS), at: z.iso.datetime() }).nullable(),
  at: z.iso.datetime(),
})
export const MoveList = pageOf(MoveView)

export function toMoveView(to: Held, move: segmentMoves.SegmentMove): z.infer<typeof MoveView> {
  const { at, displayName, happening } = move
  return {
    ...move,
    displayName: shownName(to, displayName),
    happening: happening && { ...happening, at: new Date(happening.at).toISOString() },
    at: at.toISOString(),
  }
}

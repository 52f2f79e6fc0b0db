import { z } from '@hono/zod-openapi'
import type { lineAudiences, outflows } from '@tamaru/db'
import { LINE_AUDIENCE_STATES, OUTFLOW_BASES, OUTFLOW_KINDS } from '@tamaru/domain'
import { pageOf } from '../http/paging.ts'

export const OutflowView = z.object({
  id: z.uuid(),
  kind: z.enum(OUTFLOW_KINDS),
  recipient: z.string(),
  basis: z.enum(OUTFLOW_BASES),
  fields: z.array(z.string()),
  /** Of which segment, list or rule. */
  subject: z.string(),
  people: z.int(),
  by: z.object({ id: z.uuid(), displayName: z.string() }),
  at: z.iso.datetime(),
})
export const OutflowList = pageOf(OutflowView)

export const NewLineAudience = z.strictObject({
  name: z.string().trim().min(1).max(100),
  of: z.union([z.strictObject({ segment: z.uuid() }), z.strictObject({ audience: z.uuid() })]),
  /** `third_party`: only those who agreed to sharing by their own word. */
  basis: z.enum(OUTFLOW_BASES).exclude(['own']),
})
export type NewLineAudience = z.infer<typeof NewLineAudience>

export const LineAudienceView = z.object({
  id: z.uuid(),
  name: z.string(),
  /** LINE’s number of it; null: not made yet. */
  groupId: z.string().nullable(),
  state: z.enum(LINE_AUDIENCE_STATES),
  /** LINE’s word on why it failed. */
  why: z.string().nullable(),
  stateAt: z.iso.datetime(),
  subject: z.string(),
  people: z.int(),
})
export const LineAudienceList = pageOf(LineAudienceView)

export function toOutflowView(outflow: outflows.Outflow): z.infer<typeof OutflowView> {
  const { id, kind, recipient, basis, fields, subject, people, staffId, staffName, at } = outflow
  return {
    ...{ id, kind, recipient, basis, fields: [...fields], subject, people, at: at.toISOString() },
    by: { id: staffId, displayName: staffName },
  }
}

export function toLineAudienceView(
  audience: lineAudiences.ListedLineAudience,
): z.infer<typeof LineAudienceView> {
  const { id, name, groupId, state, why, stateAt, subject, people } = audience
  return { id, name, groupId, state, why, stateAt: stateAt.toISOString(), subject, people }
}

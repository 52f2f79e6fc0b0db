import type { accesses } from '@tamaru/db'
import { isDay } from '@tamaru/domain'
import { z } from 'zod'
import { PLACES, pageOf, pageQuery } from '../http/paging.ts'

export const WhichAccesses = z.object({
  /** Who looked: a person of the staff's id. */
  person: z.uuid().optional(),
  /** Whom they looked at. */
  shopper: z.uuid().optional(),
  /** On which Tokyo day. */
  day: z.string().refine(isDay, 'a day, YYYY-MM-DD').optional(),
})
export type WhichAccesses = z.infer<typeof WhichAccesses>
export const AccessQuery = pageQuery(PLACES.number).extend(WhichAccesses.shape)

/** As the table's own words call them. */
export const toWhich = ({ person, shopper, day }: WhichAccesses): accesses.WhichAccesses => ({
  staffId: person,
  shopperId: shopper,
  day,
})

/** Newest first. */
export const AccessList = pageOf(
  z.object({
    id: z.string(),
    at: z.iso.datetime(),
    by: z.object({ id: z.uuid(), displayName: z.string() }),
    route: z.string(),
    /** Whom it showed, as far as the answer told. */
    shopperIds: z.array(z.uuid()),
    shown: z.int(),
  }),
)

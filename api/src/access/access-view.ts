import { z } from 'zod'
import { PLACES, pageOf, pageQuery } from '../http/paging.ts'

export const AccessQuery = pageQuery(PLACES.number).extend({
  /** Who looked: a person of the staff's id. */
  person: z.uuid().optional(),
  /** Whom they looked at. */
  shopper: z.uuid().optional(),
})

/** Newest first. */
export const AccessList = pageOf(
  z.object({
    at: z.iso.datetime(),
    by: z.object({ id: z.uuid(), displayName: z.string() }),
    route: z.string(),
    /** Whom it showed, as far as the answer told. */
    shopperIds: z.array(z.uuid()),
    shown: z.int(),
  }),
)

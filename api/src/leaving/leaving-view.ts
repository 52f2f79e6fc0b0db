import type { erasures } from '@tamaru/db'
import { ShownName } from '@tamaru/domain'
import { z } from 'zod'
import { pageOf } from '../http/paging.ts'

/** Asked for on purpose: nothing is deleted by a request that says nothing. */
export const ErasureRequest = z.object({
  confirmed: z.literal(true),
  /** The live LINE access token of the person, by which LINE is told. */
  accessToken: z.string().min(1).max(8000).optional(),
})

/** The receipt of a deletion. */
export const ErasureView = z.object({
  id: z.uuid(),
  erasedAt: z.iso.datetime(),
  /** How many of each kind were removed. */
  removed: z.record(z.string(), z.int()),
  lineTold: z.boolean(),
})

/** As staff and operators keep it: by `shopperId`, which leads to nobody, a deletion is done again after a restore. */
export const KeptErasureView = ErasureView.extend({
  shopperId: z.uuid(),
  askedBy: z.enum(['person', 'staff', 'operator', 'restore']),
})
export const ErasureList = pageOf(KeptErasureView)

/** A person, as far as it takes to help them leave. */
export const PersonView = z.object({
  shopperId: z.uuid(),
  displayName: ShownName.nullable(),
  /** Null: they have left. */
  joinedAt: z.iso.datetime().nullable(),
  /** Since when they have stopped their use; null: they have not. */
  stoppedAt: z.iso.datetime().nullable(),
  /** The receipt, where they have left. */
  erasure: KeptErasureView.nullable(),
})

export const ExportView = z.object({
  exportedAt: z.iso.datetime(),
  kept: z.record(z.string(), z.array(z.record(z.string(), z.unknown()))),
})

export const UseChange = z.object({ stopped: z.boolean() })
/** Null: the name that LINE gives, from the next opening on. */
export const NameChange = z.object({ displayName: z.string().trim().min(1).max(40).nullable() })

export const toErasureView = ({
  id,
  erasedAt,
  removed,
  lineToldAt,
}: erasures.Erasure): z.infer<typeof ErasureView> => ({
  id,
  erasedAt: erasedAt.toISOString(),
  removed,
  lineTold: lineToldAt !== null,
})

export const toKeptErasureView = (erasure: erasures.Erasure): z.infer<typeof KeptErasureView> => ({
  ...toErasureView(erasure),
  shopperId: erasure.shopperId,
  askedBy: erasure.askedBy,
})

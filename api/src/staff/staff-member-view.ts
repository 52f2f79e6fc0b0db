import { Role } from '@tamaru/domain'
import { z } from 'zod'

/** Who is logged in to the console. */
export const StaffView = z.object({
  id: z.uuid(),
  displayName: z.string(),
  role: Role,
  /** The stores that this person is bound to; null: the whole account. */
  storeIds: z.array(z.uuid()).nullable(),
})

import { Right, Role, rightsOf, Standing } from '@tamaru/domain'
import type { staff } from '@tamaru/db'
import { z } from 'zod'
import { pageOf } from '../http/paging.ts'

const Text = z.string().trim().min(1).max(100)

/** Who may work with the account, and what they may do. */
export const StaffView = z.object({
  id: z.uuid(),
  displayName: z.string(),
  /** Null for whoever has rights of their own. */
  role: Role.nullable(),
  /** By the role, or their own. */
  rights: z.array(Right),
  /** The stores that this person is bound to; null: the whole account. */
  storeIds: z.array(z.uuid()).nullable(),
  /** The last day on which they are let in; null: until somebody ends it. */
  lastDay: z.iso.date().nullable(),
  active: z.boolean(),
})
export const StaffList = pageOf(StaffView)

export function toStaffView(person: staff.Staff): z.infer<typeof StaffView> {
  const { id, displayName, role, storeIds, lastDay, active } = person
  return { id, displayName, role, rights: [...rightsOf(person)], storeIds, lastDay, active }
}

export const Invitation = Standing.and(
  z.object({ lineUserId: z.string().regex(/^U[0-9a-f]{32}$/), displayName: Text }),
)
export const StaffChange = Standing.and(z.object({ active: z.boolean() }))

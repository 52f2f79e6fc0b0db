import { Role } from '@tamaru/domain'
import { z } from 'zod'
import { pageOf } from '../http/paging.ts'

const Text = z.string().trim().min(1).max(100)
export const MemberView = z.object({
  id: z.uuid(),
  displayName: z.string(),
  role: Role,
  /** The stores that this person is bound to; null: the whole account. */
  storeIds: z.array(z.uuid()).nullable(),
  active: z.boolean(),
})
export const MemberList = pageOf(MemberView)

const rights = {
  role: Role,
  storeIds: z.array(z.uuid()).min(1).max(500).nullable(),
}
const isOfAll = ({ role, storeIds }: { role: Role; storeIds: string[] | null }) =>
  role !== 'owner' || storeIds === null
const ownersAreOfAll = { path: ['storeIds'], message: 'an owner is of the whole account' }

export const Invitation = z
  .object({ lineUserId: z.string().regex(/^U[0-9a-f]{32}$/), displayName: Text, ...rights })
  .refine(isOfAll, ownersAreOfAll)
export const MemberChange = z.object({ ...rights, active: z.boolean() }).refine(isOfAll, ownersAreOfAll)

import {
  isWholePhone,
  phoneDigits,
  registrationDigits,
  Role,
  StoreIdentity,
  type RankChange,
} from '@tamaru/domain'
import { z } from 'zod'

const Text = z.string().trim().min(1).max(100)
const Spellings = z.array(Text).max(50)

export const StoreView = StoreIdentity.extend({ id: z.uuid(), active: z.boolean() })
export const StoreList = z.object({ stores: z.array(StoreView) })

const storeMembers = {
  name: Text,
  registrationNumbers: z.array(
    Text.refine((number) => registrationDigits(number) !== null, 'a T-number has 13 digits'),
  ),
  phones: z.array(
    Text.refine((phone) => isWholePhone(phoneDigits(phone) ?? ''), 'a phone number has 10 digits or more'),
  ),
  names: Spellings,
  active: z.boolean(),
}
export const StoreChange = z.object(storeMembers).partial()
export const NewStore = StoreChange.extend({
  name: Text,
  registrationNumbers: storeMembers.registrationNumbers.default([]),
  phones: storeMembers.phones.default([]),
  names: Spellings.default([]),
  active: z.boolean().default(true),
})

export const MemberView = z.object({
  id: z.uuid(),
  displayName: z.string(),
  role: Role,
  /** The stores that this person is bound to; null: the whole account. */
  storeIds: z.array(z.uuid()).nullable(),
  active: z.boolean(),
})
export const MemberList = z.object({ members: z.array(MemberView) })

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

export const RankSettings = z.object({ silver: z.int(), gold: z.int() })
const MembersByRank = z.object({ bronze: z.int(), silver: z.int(), gold: z.int() })
export const RankChangeView = z.object({
  now: MembersByRank,
  then: MembersByRank,
  raised: z.int(),
  lowered: z.int(),
}) satisfies z.ZodType<RankChange>

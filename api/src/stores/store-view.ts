import { isWholePhone, phoneDigits, registrationDigits, StoreIdentity } from '@tamaru/domain'
import { z } from 'zod'
import { pageOf } from '../http/paging.ts'
import { Labelled } from '../labels/label-view.ts'

const Text = z.string().trim().min(1).max(100)
const Spellings = z.array(Text).max(50)

export const StoreView = StoreIdentity.extend({ id: z.uuid(), active: z.boolean() })
export const StoreList = pageOf(StoreView.extend(Labelled.shape))

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

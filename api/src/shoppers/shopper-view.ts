import { Language, Prefecture } from '@tamaru/domain'
import { z } from 'zod'

export const ShopperView = z.object({
  id: z.uuid(),
  displayName: z.string().nullable(),
  pictureUrl: z.string().nullable(),
  /** Whether results can come by message: the person has added the account. Null: not known. */
  isFriend: z.boolean().nullable(),
  /** The name is the person's own word; false: LINE's. */
  hasOwnName: z.boolean(),
  /** Since when the person has stopped their use; null: they have not. */
  stoppedAt: z.iso.datetime().nullable(),
  /** In which language the person reads the mini-app; null: not told yet. */
  language: Language.nullable(),
  /** Where the person lives, by its number, if they have said so. */
  prefecture: Prefecture.nullable(),
})
/** By its number; null: not to be kept any more. */
export const PrefectureChange = z.strictObject({ prefecture: Prefecture.nullable() })

export const LanguageChange = z.strictObject({ language: Language })

export type ShopperView = z.infer<typeof ShopperView>

export const FriendshipView = z.object({
  shopper: ShopperView,
  /** Where the account can be added; null for a friend, or where LINE does not tell. */
  addUrl: z.url().nullable(),
})
export type FriendshipView = z.infer<typeof FriendshipView>

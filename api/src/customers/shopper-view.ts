import { z } from 'zod'

export const ShopperView = z.object({
  id: z.uuid(),
  displayName: z.string().nullable(),
  pictureUrl: z.string().nullable(),
  isFriend: z.boolean(),
  /** Whether the person agreed to offers by message. */
  offersConsent: z.boolean(),
})
export type ShopperView = z.infer<typeof ShopperView>

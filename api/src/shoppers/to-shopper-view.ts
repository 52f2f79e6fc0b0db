import type { shoppers } from '@tamaru/db'
import type { ShopperView } from './shopper-view.ts'

export function toShopperView(shopper: shoppers.Shopper): ShopperView {
  return {
    id: shopper.id,
    displayName: shopper.displayName,
    pictureUrl: shopper.pictureUrl,
    isFriend: shopper.isFriend,
    hasOwnName: shopper.hasOwnName,
    stoppedAt: shopper.stoppedAt?.toISOString() ?? null,
    language: shopper.language,
    prefecture: shopper.prefecture,
  }
}

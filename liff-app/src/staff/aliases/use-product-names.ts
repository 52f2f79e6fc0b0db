import { type MaybeRefOrGetter, shallowReactive, toValue, watch } from 'vue'
import { get } from '../../api/request.ts'

/** Products by their id, of every campaign that was looked at. */
const names = shallowReactive(new Map<string, string>())
const known = new Set<string>()

/** What the products of a campaign are called; their id until that is known. */
export function useProductNames(campaignId: MaybeRefOrGetter<string>) {
  watch(() => toValue(campaignId), learn, { immediate: true })
  return { nameOf: (productId: string) => names.get(`${toValue(campaignId)} ${productId}`) ?? productId }
}

async function learn(campaignId: string): Promise<void> {
  if (known.has(campaignId)) return
  known.add(campaignId)
  const campaign = await get('/api/staff/campaigns/:id', { param: { id: campaignId } }).catch(() => undefined)
  const products = campaign?.draft.rules.products
  if (!Array.isArray(products)) return
  for (const { id, name } of products as { id: string; name: string }[])
    names.set(`${campaignId} ${id}`, name)
}

import type { Db, staff } from '@tamaru/db'
import type { CampaignRules } from '@tamaru/domain'
import { createCampaign } from '../../api/src/campaigns/create-campaign.ts'
import { publishCampaign } from '../../api/src/campaigns/publish-campaign.ts'
import { setOffers } from '../../api/src/offers/set-offers.ts'
import type { Ports } from '../../api/src/ports.ts'
import { addProduct } from '../../api/src/products/add-product.ts'
import { demoOffers, demoPlan } from './demo-campaign.ts'
import { demoProducts } from './demo-products.ts'

/** Fills an account's catalogue, publishes a campaign that chooses from it, plans another, and sets offers. */
export async function furnishCampaigns(
  ports: Pick<Ports, 'now'> & { db: Db },
  owner: staff.Staff,
  rules: CampaignRules,
): Promise<void> {
  const ids = new Map<string, string>()
  for (const [key, facts] of demoProducts) ids.set(key, (await addProduct(ports, owner, facts)).id)
  const products = rules.products.map(({ id }) => ({ id: ids.get(id)! }))
  const named = { slug: 'atsumete-minato', rules: { ...rules, products } }
  const { id, revision } = await createCampaign(ports, owner, named)
  await publishCampaign(ports, owner, id, { revision, note: null, override: null })
  const teas = ['green-tea-500', 'jasmine-tea-500', 'roasted-tea-500'].map((key) => ids.get(key)!)
  await createCampaign(ports, owner, { slug: 'winter-tea', rules: demoPlan(teas) })
  await setOffers(ports, owner.accountId, demoOffers)
}

import { campaignDrafts, products, type Db } from '@tamaru/db'
import { addLabel, wearLabel } from '../../api/src/labels/set-labels.ts'
import type { Ports } from '../../api/src/ports.ts'
import type { Furnished } from './furnish-account.ts'

/** Puts two labels on what an account was furnished with, as its owner would. */
export async function labelThings(
  ports: Pick<Ports, 'now'> & { db: Db },
  { owner, rewardIds }: Furnished,
): Promise<void> {
  const { db } = ports
  const { accountId } = owner
  const teas = await products.list(
    db,
    accountId,
    { state: 'offered', text: '茶' },
    { sort: 'name', limit: 50 },
  )
  const running = await campaignDrafts.list(db, accountId, 'kept', { sort: '-running', limit: 1 })
  const idsOf = ({ items }: { items: { id: string }[] }) => items.map(({ id }) => id)
  const { id: tea } = await addLabel(ports, owner, { name: 'お茶', colour: 'green' })
  await wearLabel(ports, owner, tea, { thing: 'product', ids: idsOf(teas), on: true })
  const { id: main } = await addLabel(ports, owner, { name: '主力', colour: 'amber' })
  await wearLabel(ports, owner, main, { thing: 'campaign', ids: idsOf(running), on: true })
  await wearLabel(ports, owner, main, {
    thing: 'reward',
    ids: Object.values(rewardIds).slice(0, 2),
    on: true,
  })
}

import { review, staff } from '@tamaru/db'
import { tokyoDate } from '@tamaru/domain'
import { decideEntry } from '../../api/src/review/decide-entry.ts'
import { previewApproval } from '../../api/src/review/preview-approval.ts'
import { revokeEntry } from '../../api/src/review/revoke-entry.ts'
import { demoStaff } from '../seed/demo-people.ts'
import type { Past } from '../seed/open-past.ts'

/** What staff of the world do on one morning. */
export async function workOnDesk(past: Past, accountId: string): Promise<void> {
  await reviewAll(past, accountId)
  await revokeSome(past, accountId)
}

/** Once a month somebody's goods came back to the shop: the owner takes the newest credit back. */
async function revokeSome({ ports }: Past, accountId: string): Promise<void> {
  if (tokyoDate(ports.now()).slice(-2) !== '15') return
  const owner = (await staff.findByLineUser(ports.db, accountId, demoStaff[0].lineUserId))!
  const { items } = await review.list(ports.db, owner, 'approved', { limit: 1 })
  for (const { id } of items) await revokeEntry(ports, owner, id, '返品のご連絡をいただきました。')
}

/** The reviewer looks at what waits: most of it is right once the total is corrected, of the rest the foot is cut off. */
async function reviewAll({ ports }: Past, accountId: string): Promise<void> {
  const reviewer = (await staff.findByLineUser(ports.db, accountId, demoStaff[1].lineUserId))!
  const { items } = await review.list(ports.db, reviewer, 'needs_review', { limit: 50 })
  for (const { id } of items) {
    const { decision } = (await review.find(ports.db, reviewer, id))!
    const goods = decision!.matched.map(({ productId, quantity, printed }) => ({
      productId,
      quantity,
      printed,
    }))
    const none = { products: [], correction: null, seen: [], confirmed: [] }
    if (goods.length === 0) {
      await decideEntry(ports, reviewer, id, {
        ...none,
        outcome: 'rejected',
        reason: '対象の商品が見つかりませんでした。',
      })
      continue
    }
    const sighting = { products: goods, correction: null }
    const { questions } = await previewApproval(ports, reviewer, id, sighting)
    const seen = questions.map(({ key }) => key)
    const given = { ...sighting, seen, confirmed: seen, outcome: 'approved', reason: null } as const
    await decideEntry(ports, reviewer, id, given)
  }
}

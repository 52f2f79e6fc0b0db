import { consents, entries, offers, purchasedItems, shoppers } from '@tamaru/db'
import { consentStands, MESSAGE_NEEDS, offerApplies } from '@tamaru/domain'
import type { Reaction } from '../happenings/reaction.ts'
import { tell } from '../templates/tell.ts'

/**
 * "Bought X, never Y → offer Y": once per person and rule, only to who agreed to offers and to being chosen by what they
 * buy, by the receipts that came while they did, and not at night.
 */
export const makeOffers: Reaction<'entry_approved'> = async (sql, ports, { accountId, payload }) => {
  const entry = await entries.find(sql, accountId, payload.entryId)
  if (entry?.state !== 'approved') return
  const { shopperId, id: entryId } = entry
  const now = ports.now()
  const shopper = await shoppers.lock(sql, accountId, shopperId)
  // Who has stopped their use is not chosen by what they buy either.
  if (!shopper || shopper.stoppedAt) return
  const said = await consents.said(sql, accountId, shopperId)
  const person = { said, policy: await consents.policy(sql, accountId), isFriend: shopper.isFriend }
  if (!MESSAGE_NEEDS.offer.every((needed) => consentStands(needed, person))) return
  const bought = await purchasedItems.productsBoughtWithConsent(sql, accountId, shopperId)
  for (const { id: ruleId, rule } of await offers.listEnabled(sql, accountId)) {
    if (!offerApplies(rule, bought) || (await offers.wasMade(sql, accountId, ruleId, shopperId))) continue
    const outboxMessageId = await tell(sql, ports, {
      accountId,
      shopperId,
      naturalKey: `offer:${ruleId}:${shopperId}`,
      purpose: 'offer',
      say: [{ kind: 'offer', values: { title: rule.title, body: rule.body }, link: rule.link }],
      now,
    })
    if (outboxMessageId)
      await offers.recordMade(sql, { accountId, ruleId, shopperId, entryId, outboxMessageId, madeAt: now })
  }
}

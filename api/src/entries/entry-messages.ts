import type { Arrival, Decision, EntryState, Purse, Taken } from '@tamaru/domain'
import { tellArrival, tellCaps, tellPurse, tellTaken } from '../messages/tell-points.ts'
import type { Said } from '../templates/said.ts'

/**
 * Says how an entry ended, for the chat. `arrival` is what became of its points, `taken` where they were taken back
 * from; `purse` what the shopper has since.
 */
export function resultMessage(entry: {
  entryId: string
  decision: Decision
  arrival?: Arrival | null
  taken?: Taken
  purse: Purse
  /** Whether staff had told another result before, which this one takes the place of. */
  again?: boolean
}): Said {
  const { decision, arrival, taken } = entry
  const { outcome, points, message: reason } = decision
  const link = `/entries/${entry.entryId}`
  const purse = tellPurse(entry.purse)
  const credited = [...tellCaps(decision), ...(arrival ? tellArrival(arrival) : []), ...purse]
  const goods = decision.matched.map((match) => `・${match.name} ×${match.quantity}`)
  if (entry.again)
    return outcome === 'approved'
      ? { kind: 'entry_corrected', values: { points, reason, sums: credited }, link }
      : { kind: 'entry_corrected_without_points', values: { reason, sums: credited }, link }
  if (outcome === 'approved' && points === 0) {
    const sums = [...tellCaps(decision), ...purse]
    return { kind: 'entry_approved_without_points', values: { goods, reason, sums }, link }
  }
  if (outcome === 'approved')
    return { kind: 'entry_approved', values: { points, goods, sums: credited }, link }
  if (outcome === 'needs_review') return { kind: 'entry_in_review', values: { reason }, link }
  if (outcome === 'revoked') {
    const sums = [...(taken ? tellTaken(taken) : []), ...purse]
    return { kind: 'entry_revoked', values: { reason, sums }, link }
  }
  return { kind: 'entry_rejected', values: { reason }, link }
}

interface Received {
  id: string
  state: EntryState
  decision: Decision | null
}

/** The very same photo again. One that was turned down may come again one day, and its words say when. */
export function alreadyReceivedMessage({ id, state, decision }: Received): Said {
  const reason = state === 'rejected' ? decision!.message : LOOK_IN_THE_APP
  return { kind: 'photo_received_before', values: { reason }, link: `/entries/${id}` }
}

const LOOK_IN_THE_APP = {
  ja: '結果はアプリで確認できます。別のレシートの写真をお送りください。',
  en: 'Its result is in the app. Please send a photo of another receipt.',
}

import type { JudgingCampaign } from '../campaigns/campaign.ts'
import { decide } from '../decisions/decide.ts'
import { decideByStaff, type StaffVerdict } from '../decisions/decide-by-staff.ts'
import type { Decision, JudgementCause } from '../decisions/decision.ts'
import type { EntryHistory } from '../decisions/entry-history.ts'
import { startMatcher, type Matcher } from '../products/match-products.ts'
import type { Reading } from '../receipts/reading.ts'
import { startCaps } from './replay-caps.ts'

/** One thing that happened to an entry, as it was kept. */
export interface ReplayStep {
  entryId: string
  shopperId: string
  cause: JudgementCause
  /** The Tokyo days on which the photo came and on which this happened, YYYY-MM-DD. */
  cameOn: string
  takenOn: string
  /** The reading that was judged: staff's, where they corrected it. */
  reading: Reading
  /** What was known then. Of it a replay takes what does not hang on the rules: likenesses, haste, rank. */
  known: EntryHistory
  /** What staff found; null unless they decided. */
  verdict: StaffVerdict | null
}

export interface ReplayedEntry {
  shopperId: string
  cameOn: string
  state: Decision['outcome']
  decidedOn: string
  points: number
  stamps: number
  /** Why it is rejected or waits: the first check that says so, or `staff`. */
  reason: string | null
}

export interface Replay {
  /** The next thing that happened, in the order of time. */
  take(step: ReplayStep): void
  /** How each entry stands by now. */
  entries: ReadonlyMap<string, ReplayedEntry>
}

/**
 * Lets what happened happen once more, by other rules. Caps per receipt, day, person and budget are counted as they
 * fill, so that the rules by which it happened give what happened.
 *
 * Staff's work is kept: what waits for staff under these rules gets the verdict that they gave, with the goods that they
 * saw, as far as these rules have them; where they gave none it goes on waiting. What the machine decides under these
 * rules never comes before staff. Replays by rules with the same goods may share `match`.
 */
export function startReplay(
  campaign: JudgingCampaign,
  match: Matcher = startMatcher(campaign.rules),
): Replay {
  const { rules } = campaign
  const caps = startCaps(rules)
  const entries = new Map<string, ReplayedEntry>()
  /** What the machine made of the entries that staff may see; without the checks, which would fill the memory. */
  const seenByMachine = new Map<string, Decision>()
  const decidedByStaff = new Set<string>()

  function put({ entryId, shopperId, cameOn, takenOn }: ReplayStep, decision: Decision): void {
    const { outcome: state, points, stamps } = decision
    const entry = { shopperId, cameOn, state, decidedOn: takenOn, points, stamps, reason: reasonOf(decision) }
    entries.set(entryId, entry)
    if (state === 'approved') caps.fill(entry)
    else seenByMachine.set(entryId, { ...decision, checks: [] })
  }

  function judge(step: ReplayStep, decideWith: (history: EntryHistory) => Decision): Decision {
    const standing = caps.standing(step.shopperId, step.takenOn)
    // Of whom nobody asked, nothing is known by which other limits would turn them away.
    const admission = step.known.admission ?? 'admitted'
    return caps.withinBudget((budgetLeft) =>
      decideWith({ ...step.known, ...standing, admission, budgetLeft }),
    )
  }

  const byMachine = (step: ReplayStep) =>
    judge(step, (history) => decide(step.reading, campaign, history, step.cameOn, match))

  function byStaff(step: ReplayStep): void {
    // From before judgements were kept there is staff's alone: the machine must have sent it to them.
    if (!entries.has(step.entryId)) put(step, sendToStaff(byMachine(step)))
    if (entries.get(step.entryId)!.state !== 'needs_review') return
    decidedByStaff.add(step.entryId)
    const verdict = {
      ...step.verdict!,
      products: step.verdict!.products.filter(({ productId }) => has(productId)),
    }
    if (verdict.outcome === 'approved' && verdict.products.length === 0 && rules.products.length > 0)
      entries.set(step.entryId, {
        ...entries.get(step.entryId)!,
        state: 'rejected',
        reason: 'products_found',
      })
    else {
      const machine = seenByMachine.get(step.entryId)!
      put(
        step,
        judge(step, (history) => decideByStaff(machine, verdict, step.reading, rules, history)),
      )
    }
  }
  const has = (productId: string) => rules.products.some(({ id }) => id === productId)

  return {
    entries,
    take(step) {
      if (step.cause === 'machine') return put(step, byMachine(step))
      if (step.cause === 'staff') return byStaff(step)
      const entry = entries.get(step.entryId)
      if (!entry) return
      const move = (state: ReplayedEntry['state'], reason: string) => {
        if (entry.state === 'approved') caps.undo(entry)
        entries.set(step.entryId, { ...entry, state, points: 0, stamps: 0, reason })
      }
      if (step.cause === 'appeal' && entry.state === 'rejected') move('needs_review', 'appeal')
      if (step.cause === 'revocation' && entry.state === 'approved') move('revoked', 'staff')
      // What the machine decides under these rules was never staff's to open again.
      if (step.cause === 'reopening' && decidedByStaff.has(step.entryId)) move('needs_review', 'staff')
      // The photo that took its place counts now, whatever these rules had made of the first.
      if (step.cause === 'replacement' && entry.state !== 'rejected') move('replaced', 'replacement')
      if (step.cause === 'withdrawal' && entry.state === 'needs_review') move('withdrawn', 'withdrawal')
    },
  }
}

function sendToStaff(decision: Decision): Decision {
  return decision.outcome === 'approved'
    ? { ...decision, outcome: 'needs_review', points: 0, stamps: 0 }
    : decision
}

function reasonOf({ outcome, decidedBy, checks }: Decision): string | null {
  if (outcome === 'approved') return null
  if (decidedBy === 'staff') return 'staff'
  return checks.find(({ result }) => result === (outcome === 'rejected' ? 'fail' : 'unknown'))?.id ?? null
}

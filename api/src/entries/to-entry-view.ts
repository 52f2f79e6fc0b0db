import { entries, instantPlays, judgements, ledger, readings, type Sql } from '@tamaru/db'
import type { Reading } from '@tamaru/domain'
import { mayAppeal } from './appeal-entry.ts'
import { ENDS } from './end-entry.ts'
import type { EntrySummary, EntryView, JudgementView } from './entry-view.ts'

/** What is said while there is no decision. */
const WORDS: Partial<Record<entries.Entry['state'], EntrySummary['message']>> = {
  received: {
    ja: '写真を受け取りました。まもなく読み取ります。',
    en: 'Your photo is here. Reading starts in a moment.',
  },
  reading: { ja: 'レシートを読み取っています…', en: 'Reading your receipt…' },
  withdrawn: ENDS.withdrawn.message,
}

export function toEntrySummary(entry: entries.Entry, reading: Reading | undefined): EntrySummary {
  return {
    id: entry.id,
    state: entry.state,
    points: entry.points,
    createdAt: entry.createdAt.toISOString(),
    merchantName: reading?.merchant.name ?? null,
    purchasedAt: reading?.purchasedAt ?? null,
    total_yen: reading?.total ?? null,
    message: entry.decision?.message ?? WORDS[entry.state]!,
  }
}

export async function toEntryView(sql: Sql, entry: entries.Entry): Promise<EntryView> {
  const [reading, judged, prize, arrival, prizeArrival, follows] = await Promise.all([
    readings.findNewest(sql, entry.accountId, entry.id),
    judgements.listOfEntry(sql, entry.accountId, entry.id),
    instantPlays.findWin(sql, entry.accountId, entry.id),
    ledger.arrivalOf(sql, entry, 'entry_credit'),
    ledger.arrivalOf(sql, entry, 'prize'),
    entries.listFollowed(sql, entry.accountId, entry.id),
  ])
  return {
    ...toEntrySummary(entry, reading),
    source: entry.source,
    decidedAt: entry.decidedAt?.toISOString() ?? null,
    mayAppeal: mayAppeal(entry),
    appealedAt: entry.appealedAt?.toISOString() ?? null,
    followedBy: entry.followedBy,
    follows,
    unsentAt: entry.unsentAt?.toISOString() ?? null,
    arrival,
    prize: prize
      ? { name: prize.name, points: prize.points, arrival: prizeArrival, receiving: prize.receiving }
      : null,
    judgements: judged.map(toJudgementView),
    reading: reading ?? null,
    decision: entry.decision,
  }
}

function toJudgementView({ cause, version, judgedAt, decision }: judgements.Judgement): JudgementView {
  const { outcome, points, lines, matched, checks, message, confirmed } = decision
  return {
    cause,
    version,
    at: judgedAt.toISOString(),
    outcome,
    points,
    lines,
    matched,
    checks,
    message,
    confirmed,
  }
}

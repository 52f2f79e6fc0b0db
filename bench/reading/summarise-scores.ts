import { quantile } from '../quantile.ts'
import { autoAccept, type AutoAccept } from './auto-accept.ts'
import { FIELDS, isPerfect, type Field, type Score, type Share } from './score-receipt.ts'

/** One photo: what it is, and how its reading compares with the truth. */
export interface ScoredPhoto extends Score {
  name: string
  difficulty: string
  trap: string | null
  /** As the reader calls the picture; null without a reading. */
  kind: string | null
  answered: boolean
  confidence: number | null
  ms: number | null
}

export interface Summary {
  photos: number
  unanswered: number
  fields: Record<Field, Share>
  items: {
    printed: number
    read: number
    paired: number
    /** Of what was read; null where nothing was. */
    precision: number | null
    /** Of what is printed; null where nothing is. */
    recall: number | null
    f1: number
    amounts_f1: number
    perfect: Share
  } | null
  total_and_date: Share
  all_right: Share
  auto_accept_at_zero_error: AutoAccept | null
  ms: { median: number; p95: number } | null
}

/** The figures of many photos. Items are counted over all receipts together, so a long one weighs more than a short one. */
export function summariseScores(photos: readonly ScoredPhoto[]): Summary {
  const ms = photos.map((photo) => photo.ms).filter((it) => it !== null)
  return {
    photos: photos.length,
    unanswered: photos.filter(({ answered }) => !answered).length,
    fields: Object.fromEntries(
      FIELDS.map((field) => [field, addShares(photos.flatMap(({ fields }) => fields[field] ?? []))]),
    ) as Summary['fields'],
    items: summariseItems(photos.flatMap(({ items }) => items ?? [])),
    total_and_date: shareOf(photos.map(({ totalAndDate }) => totalAndDate)),
    all_right: shareOf(photos.map(({ allRight }) => allRight)),
    auto_accept_at_zero_error: autoAccept(photos),
    ms: ms.length ? { median: quantile(ms, 0.5), p95: quantile(ms, 0.95) } : null,
  }
}

const LEVELS = ['easy', 'medium', 'hard', 'unrated']

/** All photos, and those of each difficulty where there are several. */
export function summariseByDifficulty(photos: readonly ScoredPhoto[]): Record<string, Summary> {
  const levels = LEVELS.filter((level) => photos.some(({ difficulty }) => difficulty === level))
  const parts = levels.length > 1 ? levels : []
  return Object.fromEntries([
    ['all', summariseScores(photos)],
    ...parts.map((level) => [level, summariseScores(photos.filter((it) => it.difficulty === level))]),
  ])
}

function summariseItems(scores: NonNullable<Score['items']>[]): Summary['items'] {
  if (scores.length === 0) return null
  const sum = (pick: (score: NonNullable<Score['items']>) => number) =>
    scores.reduce((total, score) => total + pick(score), 0)
  const [printed, read, paired] = [sum((it) => it.printed), sum((it) => it.read), sum((it) => it.paired)]
  const f1 = (pairs: number) => (printed + read === 0 ? 1 : (2 * pairs) / (printed + read))
  return {
    printed,
    read,
    paired,
    precision: read ? paired / read : null,
    recall: printed ? paired / printed : null,
    f1: f1(paired),
    amounts_f1: f1(sum((it) => it.amountsPaired)),
    perfect: { right: scores.filter(isPerfect).length, of: scores.length },
  }
}

const addShares = (shares: Share[]): Share => ({
  right: shares.reduce((sum, { right }) => sum + right, 0),
  of: shares.reduce((sum, { of }) => sum + of, 0),
})

function shareOf(verdicts: (boolean | null)[]): Share {
  const known = verdicts.filter((verdict) => verdict !== null)
  return { right: known.filter(Boolean).length, of: known.length }
}

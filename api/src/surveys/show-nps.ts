import { surveys, type Reach } from '@tamaru/db'
import { addDays, netPromoterScore, startOfTokyoDay, tokyoDate } from '@tamaru/domain'
import type { z } from 'zod'
import type { Ports } from '../ports.ts'
import type { NpsView } from './survey-view.ts'

const WINDOW_DAYS = 365

/** From when on answers count for the score. */
export const npsSince = (now: Date) => startOfTokyoDay(addDays(tokyoDate(now), -WINDOW_DAYS))

/** The score over the last year among those within reach, with what it rests on. */
export async function showNps(
  { db, now }: Pick<Ports, 'db' | 'now'>,
  reach: Reach,
): Promise<z.infer<typeof NpsView>> {
  const byScore = await surveys.countByScore(db, reach, npsSince(now()))
  const scores = [...byScore].flatMap(([score, answers]) => Array<number>(answers).fill(score))
  const count = (from: number, to: number) => scores.filter((score) => score >= from && score <= to).length
  return {
    score: netPromoterScore(scores),
    count: scores.length,
    promoters: count(9, 10),
    passives: count(7, 8),
    detractors: count(0, 6),
    byScore: Array.from({ length: 11 }, (_, score) => count(score, score)),
  }
}

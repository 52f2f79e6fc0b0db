import type { Random } from '../../bench/samples/random.ts'
import type { Habit, WorldPerson } from './people.ts'

/** Who goes on is content, and who lapses was not. */
const USUAL: Record<Habit, number> = { regular: 9, now_and_then: 8, once: 7, lapses: 5 }

const REASONS = {
  high: [
    '続けやすいです。',
    'ポイントがたまるのが楽しみ。',
    'お茶がおいしい。',
    '家族みんなで集めています。',
    '味噌汁が手軽で助かっています。',
  ],
  middle: ['対象の商品がもう少し多いとうれしい。', '近所のお店にあるとよい。', 'ふつうに使えています。'],
  low: [
    '写真の撮り直しが多かった。',
    'ポイントの期限が短いと感じた。',
    'お店に商品がなかった。',
    '通知が多い。',
  ],
}

/** What somebody answers when they are asked whether they would recommend it. */
export function answerOf({ habit }: WorldPerson, random: Random): { score: number; reason: string | null } {
  const score = Math.max(0, Math.min(10, Math.round(USUAL[habit] + random.bell() * 1.6)))
  const reasons = score >= 9 ? REASONS.high : score >= 7 ? REASONS.middle : REASONS.low
  return { score, reason: random.chance(0.35) ? random.pick(reasons) : null }
}

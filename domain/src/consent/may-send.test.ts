import { describe, expect, test } from 'vitest'
import { HELD_REASONS, MESSAGE_PURPOSES } from '../messages/outbox.ts'
import { seededRandom } from '../simulation/seeded-random.ts'
import { isWeekend } from '../time/business-calendar.ts'
import { nextBusinessTime } from '../time/quiet-hours.ts'
import { tokyoDate, tokyoMinute } from '../time/tokyo-time.ts'
import { ASKED_PURPOSES, ConsentPolicy, MESSAGE_NEEDS } from './consent-purpose.ts'
import { AWAITED, maySend, MESSAGE_LIFE_H, type SendFacts } from './may-send.ts'
import { costOfPushes, monthOf } from './month-of-sending.ts'
import { SendingRules } from './sending-rules.ts'

const [HOUR_MS, DAY_MS] = [3_600_000, 86_400_000]
const NOON = new Date('2026-11-02T12:00:00+09:00')

/** Any message to any person at any time, by a seed. */
function anyCase(seed: number): { facts: SendFacts; now: Date } {
  const random = seededRandom(seed)
  const pick = <T>(...among: T[]): T => among[Math.floor(random() * among.length)]!
  const now = new Date(NOON.getTime() + Math.floor(random() * 400 * DAY_MS))
  const ago = (most_ms: number) => new Date(now.getTime() - Math.floor(random() * most_ms))
  const opensAt = 7 + Math.floor(random() * 20) / 2
  const said = ASKED_PURPOSES.flatMap((purpose) =>
    random() < 0.6 ? [[purpose, { given: random() < 0.7, wording: pick(1, 2, 2, 2, 3) }] as const] : [],
  )
  const rules = SendingRules.parse({
    stopped: random() < 0.1,
    quietHours: {
      opensAt,
      closesAt: Math.min(22, opensAt + 1 + Math.floor(random() * 16) / 2),
      weekends: random() < 0.3,
      holidays: random() < 0.3,
    },
    closingDays: random() < 0.2 ? [tokyoDate(now)] : [],
    stoppedPrefectures: random() < 0.2 ? [pick('13', '27')] : [],
    stopsUnknownPrefecture: random() < 0.5,
    plan: { freeMessages: pick(0, 200), extraMessage_yen: pick(0, 2.8, 3) },
    budget_yen: random() < 0.3 ? pick(0, 300, 10_000) : null,
    quotaShares: pick(
      { offers_percent: 100, others_percent: 100 },
      { offers_percent: 40, others_percent: 80 },
    ),
    caps: random() < 0.6 ? [{ days: pick(1, 7, 30), messages: pick(1, 2, 3) }] : [],
  })
  const ground = () => ({ ground: pick('tick', 'friendship'), asked: true })
  const facts: SendFacts = {
    purpose: pick(...MESSAGE_PURPOSES),
    dueAt: ago(pick(HOUR_MS, 3 * DAY_MS, 40 * DAY_MS)),
    byReply: random() < 0.3,
    prefecture: pick(null, '13', '27', '47'),
    isTest: random() < 0.1,
    month: {
      month: monthOf(random() < 0.8 ? now : ago(60 * DAY_MS)).month,
      pushed: pick(0, 150, 299, 300, 5_000),
      quota: pick(null, { messages: 1_000, used: pick(0, 399, 400, 799, 800, 1_000) }),
    },
    maybeTaken: random() < 0.1,
    letGo: random() < 0.2,
    hasStopped: random() < 0.1,
    isFriend: pick(true, true, false, null),
    said: Object.fromEntries(said),
    policy: ConsentPolicy.parse({ offers: ground(), surveys: ground() }),
    rules,
    earlier: Array.from({ length: pick(0, 1, 4) }, () => ago(20 * DAY_MS)),
  }
  return { facts, now }
}
const cases = Array.from({ length: 20_000 }, (_, seed) => anyCase(seed))
const sent = cases.filter(({ facts, now }) => maySend(facts, now).ok)

describe('whatever the message, the person and the hour', () => {
  test('each reason that the gate has is met, and so is going out', () => {
    const met = new Set(
      cases.map(({ facts, now }) => maySend(facts, now)).map((v) => (v.ok ? 'ok' : v.reason)),
    )
    expect(met).toEqual(
      new Set([
        'ok',
        'stopped',
        'no_consent',
        'stale',
        'not_a_friend',
        'cap',
        'over_budget',
        'kept_quota',
        'quiet_hours',
      ]),
    )
    for (const reason of met) if (reason !== 'ok') expect(HELD_REASONS).toContain(reason)
    expect(sent.length).toBeGreaterThan(2_000)
  })

  test('answers and results are never capped, nor kept for the morning', () => {
    for (const { facts, now } of cases.filter(
      ({ facts }) => AWAITED.includes(facts.purpose) && !facts.hasStopped,
    )) {
      const verdict = maySend(facts, now)
      if (!verdict.ok)
        expect(['cap', 'over_budget', 'kept_quota', 'quiet_hours', 'no_consent']).not.toContain(
          verdict.reason,
        )
      expect(maySend({ ...facts, rules: { ...facts.rules, caps: [] }, earlier: [] }, now)).toEqual(verdict)
    }
  })

  test('nothing that nobody waits for goes out at night, on a closed day, or by a reply only', () => {
    for (const { facts, now } of sent) {
      if (AWAITED.includes(facts.purpose) || facts.byReply) continue
      const { quietHours, closingDays } = facts.rules
      const [hour, minute] = tokyoMinute(now).slice(11).split(':').map(Number) as [number, number]
      expect(hour + minute / 60).toBeGreaterThanOrEqual(quietHours.opensAt)
      expect(hour + minute / 60).toBeLessThan(quietHours.closesAt)
      expect(hour).toBeGreaterThanOrEqual(7)
      expect(hour).toBeLessThan(22)
      expect(closingDays).not.toContain(tokyoDate(now))
      if (quietHours.weekends) expect(isWeekend(tokyoDate(now))).toBe(false)
    }
  })

  test('nothing goes out against a no, by whomever it was let go', () => {
    for (const { facts } of sent)
      for (const needed of MESSAGE_NEEDS[facts.purpose]) expect(facts.said[needed]?.given).not.toBe(false)
  })

  test('what nobody has said is a no, but for what friends get', () => {
    for (const { facts } of sent) {
      if (facts.maybeTaken) continue
      for (const needed of MESSAGE_NEEDS[facts.purpose])
        if (!facts.said[needed])
          expect([facts.policy[needed].ground, facts.isFriend]).toEqual(['friendship', true])
    }
  })

  test('nothing is pushed to who is no friend, nor goes out once it is stale or everything is stopped', () => {
    for (const { facts, now } of sent) {
      const livesWhileOpen = ['survey', 'reminder'].includes(facts.purpose)
      const livesFrom = livesWhileOpen ? nextBusinessTime(facts.rules, facts.dueAt) : facts.dueAt
      expect(now.getTime() - livesFrom.getTime()).toBeLessThanOrEqual(MESSAGE_LIFE_H[facts.purpose] * HOUR_MS)
      if (facts.maybeTaken) continue
      if (facts.isFriend === false) expect(facts.byReply).toBe(true)
      if (facts.rules.stopped) expect(facts.letGo).toBe(true)
      if (facts.rules.stoppedPrefectures.includes(facts.prefecture!)) expect(facts.letGo).toBe(true)
      if (
        facts.rules.stopsUnknownPrefecture &&
        facts.rules.stoppedPrefectures.length > 0 &&
        !facts.prefecture
      )
        expect(facts.letGo).toBe(true)
    }
  })

  test('who has stopped their use hears nothing but answers', () => {
    for (const { facts } of sent) if (facts.hasStopped) expect(facts.purpose).toBe('answer')
  })

  test('no window ever holds more than its cap, unless staff said so', () => {
    for (const { facts, now } of sent) {
      if (AWAITED.includes(facts.purpose) || facts.letGo || facts.maybeTaken || facts.isTest) continue
      for (const { days, messages } of facts.rules.caps)
        expect(
          facts.earlier.filter((at) => at.getTime() > now.getTime() - days * DAY_MS).length,
        ).toBeLessThan(messages)
    }
  })

  test('no push that nobody waits for costs more than the month may, or takes what is kept of LINE’s month', () => {
    let near = 0
    for (const { facts, now } of sent) {
      const { purpose, rules, month } = facts
      if (AWAITED.includes(purpose) || facts.letGo || facts.maybeTaken || facts.isTest || facts.byReply)
        continue
      if (month.month !== monthOf(now).month) continue
      near++
      if (rules.budget_yen !== null)
        expect(costOfPushes(month.pushed + 1, rules)).toBeLessThanOrEqual(rules.budget_yen)
      const share = rules.quotaShares[purpose === 'offer' ? 'offers_percent' : 'others_percent']
      if (month.quota && share < 100)
        expect(month.quota.used).toBeLessThan(month.quota.messages * (share / 100))
    }
    expect(near).toBeGreaterThan(50)
  })

  test('what is to go later by itself may go then', () => {
    for (const { facts, now } of cases) {
      const verdict = maySend(facts, now)
      if (verdict.ok || !verdict.until) continue
      expect(verdict.until > now).toBe(true)
      expect(maySend(facts, verdict.until)).toEqual({ ok: true })
    }
  })
})

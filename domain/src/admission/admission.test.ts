import { describe, expect, test } from 'vitest'
import { makeDecision } from '../../../tests/support/make-decision.ts'
import { makeRules } from '../../../tests/support/make-rules.ts'
import { bornWithAge } from '../attributes/age-band.ts'
import { StoredRules } from '../campaigns/campaign.ts'
import { decideByStaff } from '../decisions/decide-by-staff.ts'
import { NO_HISTORY } from '../decisions/entry-history.ts'
import { startReplay } from '../simulation/replay.ts'
import { makeReading } from '../../../tests/support/make-reading.ts'
import { admit, knownAdmission, type Admission } from './admission.ts'

const beer = { leastAge: 20, onlyFor: null }
const segment = '0b1ad8a2-3d64-4a68-9f7e-5a2d2e9c0001'
const of = (birthday: string | null, isMeant = true) => ({ birthday, isMeant })

describe('whom something is for', () => {
  test.each([
    ['everybody, where it has no limit', { leastAge: null, onlyFor: null }, of(null, false), 'admitted'],
    ['who turns twenty today', beer, of('2006-12-01'), 'admitted'],
    ['not who does tomorrow', beer, of('2006-12-02'), 'too_young'],
    ['not of whom nothing is known', beer, of(null), 'age_unknown'],
    ['not who is to be born', beer, of('2027-01-01'), 'too_young'],
    ['who is in its segment', { leastAge: null, onlyFor: segment }, of(null), 'admitted'],
    ['not who is not, however old', { leastAge: 20, onlyFor: segment }, of('1960-01-01', false), 'not_meant'],
    ['not who is in it and too young', { leastAge: 20, onlyFor: segment }, of('2010-01-01'), 'too_young'],
  ] as const)('%s', (_whom, limits, person, admission) => {
    expect(admit(limits, person, '2026-12-01')).toBe(admission)
  })

  test('who was born by a day is who is old enough, on every day of a leap year', () => {
    for (let n = 0; n < 366; n++) {
      const today = new Date(Date.UTC(2028, 0, 1 + n)).toISOString().slice(0, 10)
      const last = bornWithAge(20, today)
      const after = new Date(Date.parse(`${last}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10)
      expect([admit(beer, of(last), today), admit(beer, of(after), today)]).toEqual(['admitted', 'too_young'])
    }
  })

  test('nobody is let in unseen', () => {
    expect(knownAdmission(beer, null)).toBe('age_unknown')
    expect(knownAdmission({ leastAge: null, onlyFor: segment }, null)).toBe('not_meant')
    expect(knownAdmission({ leastAge: null, onlyFor: null }, 'too_young')).toBeNull()
  })
})

describe('an entry in a campaign with a least age', () => {
  const rules = makeRules({ leastAge: 20 })
  const judged = (admission: Admission | null) => makeDecision({ rules, history: { admission } })
  const checkOf = (admission: Admission | null) =>
    judged(admission).checks.find(({ id }) => id === 'person_admitted')

  test('is approved of who is old enough', () => {
    expect(judged('admitted').outcome).toBe('approved')
    expect(checkOf('admitted')).toMatchObject({ result: 'pass' })
  })

  test.each(['too_young', 'age_unknown', 'not_meant', null] as const)('is turned down: %s', (admission) => {
    expect(judged(admission)).toMatchObject({ outcome: 'rejected', points: 0 })
    expect(judged(admission).message.ja).toMatch(/年齢|対象の方/)
  })

  test('is approved by no staff either', () => {
    const approve = (admission: Admission | null) =>
      decideByStaff(
        judged(admission),
        { outcome: 'approved', products: [{ productId: 'green-tea', quantity: 1 }], reason: null },
        makeReading(),
        rules,
        { ...NO_HISTORY, admission },
      )
    expect(approve('admitted').outcome).toBe('approved')
    expect(() => approve('too_young')).toThrow('too_young')
    expect(() => approve(null)).toThrow('age_unknown')
  })

  test('is tried out as it happened: with those who were turned away, and with all of whom nobody asked', () => {
    const step = (entryId: string, admission: Admission | null) => ({
      ...{
        entryId,
        shopperId: entryId,
        cause: 'machine' as const,
        cameOn: '2026-11-03',
        takenOn: '2026-11-03',
      },
      ...{ reading: makeReading(), known: { ...NO_HISTORY, admission }, verdict: null },
    })
    const replay = startReplay({ version: 0, rules })
    for (const [id, admission] of [
      ['young', 'too_young'],
      ['asked', 'admitted'],
      ['before', null],
    ] as const)
      replay.take(step(id, admission))
    expect([...replay.entries].map(([id, { state }]) => [id, state])).toEqual([
      ['young', 'rejected'],
      ['asked', 'approved'],
      ['before', 'approved'],
    ])
  })
})

test('rules of before there were limits are for everybody, and are judged without a check of it', () => {
  const { leastAge: _, onlyFor: __, ...old } = makeRules()
  const rules = StoredRules.parse(old)
  expect(rules).toMatchObject({ leastAge: null, onlyFor: null })
  expect(makeDecision({ rules }).checks.map(({ id }) => id)).not.toContain('person_admitted')
})

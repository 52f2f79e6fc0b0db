import type { Reading } from '@tamaru/domain'
import { readFile } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import { GROWING_CHAIN, PAIR, RIVAL_TEA } from './draw-purchase.ts'
import { listMembers, memberNumberOf } from './members.ts'
import { drawPeople, type WorldPerson } from './people.ts'
import { planYear } from './plan-year.ts'
import { MEMBERS_FILE } from './world-file.ts'
import { WORLD } from './world.ts'

const people = drawPeople(WORLD.people, WORLD.days, WORLD.seed)
const acts = planYear(people, WORLD)
const receipts = acts.filter((act) => act.does === 'enter')
const has = ({ items }: Reading, name: RegExp) => items.some((item) => name.test(item.name))
const share = <T>(list: readonly T[], of: (one: T) => boolean) => list.filter(of).length / list.length
const NAMES: Record<string, RegExp> = {
  'nori-chips-60': /のり塩|ﾉﾘｼｵ/,
  'jasmine-tea-500': /ジャスミン|ｼﾞｬｽﾐﾝ/,
}
const MISO = /味噌汁|みそ汁|ﾐｿｼﾙ/
const ENDS = new Date('2026-11-29T15:00:00Z').getTime()
const byPerson = Map.groupBy(receipts, ({ who }) => who)
const of = (who: WorldPerson) => byPerson.get(who) ?? []

describe('what is planted in the world is there to be found', () => {
  test('the same seed makes the same year', () => {
    const year = (seed: string) => planYear(drawPeople(20, WORLD.days, seed), { ...WORLD, seed })
    expect(year('minato')).toEqual(year('minato'))
    expect(year('another')).not.toEqual(year('minato'))
  })

  test('two goods are bought together far more often than each alone would have it', () => {
    const [first, second] = [NAMES[PAIR.first]!, NAMES[PAIR.second]!]
    const [a, b] = [
      share(receipts, ({ reading }) => has(reading, first)),
      share(receipts, ({ reading }) => has(reading, second)),
    ]
    const both = share(receipts, ({ reading }) => has(reading, first) && has(reading, second))
    expect(both / (a * b)).toBeGreaterThan(2)
  })

  test('a chain grows', () => {
    const part = (from: number, to: number) =>
      share(
        receipts.slice(receipts.length * from, receipts.length * to),
        ({ reading }) => reading.merchant.name === GROWING_CHAIN,
      )
    expect(part(0.75, 1) / part(0, 0.25)).toBeGreaterThan(3)
  })

  test('who has the cup of miso in their first basket comes back more often', () => {
    const comes = (miso: boolean) =>
      share(
        people.map(of).filter(([first]) => first && has(first.reading, MISO) === miso),
        (all) => all.length >= 6,
      )
    expect(comes(true) / comes(false)).toBeGreaterThan(1.5)
  })

  test('some change from another maker’s barley tea to the sponsor’s in the middle of the year', () => {
    const switched = people
      .filter(({ switches }) => switches !== null)
      .filter((who) => {
        const [rival, ours] = [
          of(who).findLast(({ reading }) => has(reading, new RegExp(RIVAL_TEA))),
          of(who).find(({ reading }) => has(reading, /ミナト ?(麦茶|むぎ茶)|ﾐﾅﾄ ?ﾑｷﾞﾁｬ/)),
        ]
        return rival && ours && rival.at < ours.at
      })
    expect(switched.length).toBeGreaterThan(20)
  })

  test('some lapse: they came often, and have not for six weeks', () => {
    const lapsed = people
      .filter(({ habit }) => habit === 'lapses')
      .map(of)
      .filter((all) => all.length >= 3)
    expect(lapsed.length).toBeGreaterThan(50)
    for (const all of lapsed) expect(ENDS - all.at(-1)!.at.getTime()).toBeGreaterThan(42 * 86_400_000)
  })
})

test('the stored list of members is that of the world’s people', async () => {
  expect(await readFile(MEMBERS_FILE, 'utf8')).toBe(listMembers(people, WORLD.seed))
  const numbers = people
    .map((person) => memberNumberOf(person, WORLD.seed))
    .filter((number) => number !== null)
  expect(new Set(numbers).size).toBe(numbers.length)
  expect(numbers.length).toBeGreaterThan(300)
})

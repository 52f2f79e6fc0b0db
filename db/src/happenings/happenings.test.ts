import { HAPPENING_KINDS, isListenedTo, type ToldHappening } from '@tamaru/domain'
import { randomUUID } from 'node:crypto'
import { afterAll, describe, expect, test } from 'vitest'
import { freshDatabase } from '../../../tests/support/fresh-database.ts'
import { makeAccount, makeShopper } from '../../../tests/support/make-people.ts'
import { inTransaction } from '../open-db.ts'
import * as happenings from './happenings.ts'
import { makeMonths } from './months.ts'

const { db, ...database } = await freshDatabase()
afterAll(() => database[Symbol.asyncDispose]())
const account = await makeAccount(db)
const shopper = await makeShopper(db, account.id)

const NOW = new Date('2026-11-30T12:00:00.123Z')
const opened = (given: Partial<ToldHappening> = {}) =>
  ({
    accountId: account.id,
    shopperId: shopper.id,
    kind: 'mini_app_opened',
    at: NOW,
    payload: {},
    naturalKey: randomUUID(),
    ...given,
  }) as ToldHappening
const approved = () =>
  opened({
    kind: 'entry_approved',
    payload: {
      entryId: randomUUID(),
      campaignId: randomUUID(),
      decidedBy: 'machine',
      points: 10,
      stamps: 0,
    },
  } as Partial<ToldHappening>)
const record = (...told: ToldHappening[]) => inTransaction(db, (sql) => happenings.record(sql, told))
interface Row {
  id: string
  at: Date
  part: string
}
const rowsOf = ({ naturalKey }: ToldHappening) => db<Row[]>`
  select h.id, h.at, h.tableoid::regclass::text as part
  from happening_key k join happening h on h.id = k.id where k.natural_key = ${naturalKey}`
const jobsOf = async (told: ToldHappening) => {
  const [row] = await rowsOf(told)
  return db<{ payload: object }[]>`select payload from job where kind = 'react' and natural_key = ${row!.id}`
}
const partOf = async (told: ToldHappening) => (await rowsOf(told)).map(({ part }) => part)

describe('a happening', () => {
  test('is recorded once by its natural key, also by two at once, and with one job', async () => {
    const told = approved()
    await Promise.all([record(told), record(told), record(opened(), told)])
    await record(told)
    expect(await rowsOf(told)).toMatchObject([{ at: NOW }])
    const [row] = await rowsOf(told)
    expect(await jobsOf(told)).toEqual([{ payload: { happeningId: row!.id, at: NOW.toISOString() } }])
  })

  test('is found again as it was told', async () => {
    const { naturalKey, ...told } = approved()
    await record({ ...told, naturalKey } as ToldHappening)
    const [row] = await rowsOf({ ...told, naturalKey } as ToldHappening)
    expect(await happenings.find(db, account.id, row!)).toEqual({ id: row!.id, ...told })
    const other = await makeAccount(db)
    expect(await happenings.find(db, other.id, row!)).toBe(undefined)
  })

  test('has a natural key within its account', async () => {
    const told = opened()
    const elsewhere = opened({ naturalKey: told.naturalKey, accountId: (await makeAccount(db)).id })
    await record(told, elsewhere)
    expect(await rowsOf(told)).toHaveLength(2)
  })

  test('of which the same was told twice in one breath is one', async () => {
    const told = opened()
    await record(told, told)
    expect(await rowsOf(told)).toHaveLength(1)
  })

  test('to which nothing listens writes no job', async () => {
    const unheard = HAPPENING_KINDS.filter((kind) => !isListenedTo(kind))
    expect(unheard).toContain('mini_app_opened')
    const told = opened()
    await record(told)
    expect(await jobsOf(told)).toEqual([])
  })

  test('may happen to nobody', async () => {
    const told = opened({ shopperId: null })
    await record(told)
    const [row] = await rowsOf(told)
    expect(await happenings.find(db, account.id, row!)).toMatchObject({ shopperId: null })
  })

  test('stands with its transaction, or not at all: it can be told again', async () => {
    const told = approved()
    const broken = inTransaction(db, async (sql) => {
      await happenings.record(sql, [told])
      throw new Error('killed')
    })
    await expect(broken).rejects.toThrow('killed')
    expect(await db`select 1 from happening_key where natural_key = ${told.naturalKey}`).toEqual([])
    await record(told)
    expect(await jobsOf(told)).toHaveLength(1)
  })

  test('is refused where its payload holds what is not to be kept', async () => {
    const told = opened({ payload: { name: 'はな' } } as unknown as Partial<ToldHappening>)
    await expect(record(told)).rejects.toThrow()
  })

  test('never changes, nor goes, nor does its key', async () => {
    const told = opened()
    await record(told)
    for (const change of [
      () => db`update happening set kind = 'postback'`,
      () => db`delete from happening`,
      () => db`update happening_key set natural_key = 'x'`,
      () => db`delete from happening_key`,
    ])
      await expect(change()).rejects.toMatchObject({ code: '23000' })
  })
})

describe('the months of happenings', () => {
  test('are made ahead of the clock, by two at once as by one', async () => {
    const at = new Date('2031-12-31T23:59:59Z')
    const made = await Promise.all([makeMonths(db, at), makeMonths(db, at)])
    expect(made[0]! + made[1]!).toBeGreaterThanOrEqual(3)
    expect(await makeMonths(db, at)).toBe(0)
    const within = ['2031-12-01T00:00:00Z', '2032-01-31T23:59:59.999Z', '2032-02-29T00:00:00Z']
    for (const [i, part] of ['happening_2031_12', 'happening_2032_01', 'happening_2032_02'].entries()) {
      const told = opened({ at: new Date(within[i]!) })
      await record(told)
      expect(await partOf(told)).toEqual([part])
    }
  })

  test('lose nothing: what is far ahead waits in the default partition, and moves when its month is made', async () => {
    const told = opened({ at: new Date('2040-05-31T23:59:59.999Z') })
    const next = opened({ at: new Date('2040-06-01T00:00:00Z') })
    await record(told, next)
    expect(await partOf(told)).toEqual(['happening_default'])
    await makeMonths(db, new Date('2040-01-01T00:00:00Z'))
    expect(await partOf(told)).toEqual(['happening_default'])
    await makeMonths(db, new Date('2040-03-15T00:00:00Z'))
    expect(await partOf(told)).toEqual(['happening_2040_05'])
    expect(await partOf(next)).toEqual(['happening_default'])
    const [row] = await rowsOf(told)
    expect(await happenings.find(db, account.id, row!)).toMatchObject({ at: told.at })
    await record(told)
    expect(await rowsOf(told)).toHaveLength(1)
  })

  test('take in what happened long ago as well', async () => {
    const told = opened({ at: new Date('2019-02-28T10:00:00Z') })
    await record(told)
    await makeMonths(db, NOW)
    expect(await partOf(told)).toEqual(['happening_2019_02'])
  })

  test('refuse changes as the table does', async () => {
    await makeMonths(db, NOW)
    await record(opened())
    await expect(db`delete from happening_2026_11`.execute()).rejects.toMatchObject({ code: '23000' })
    await expect(db`update happening_2026_11 set kind = 'x'`.execute()).rejects.toMatchObject({
      code: '23000',
    })
  })

  test('are made while others tell of what happens', async () => {
    const at = (second: number) => new Date(Date.UTC(2050, second % 3, 1, 0, 0, second))
    const told = Array.from({ length: 60 }, (_, second) => opened({ at: at(second) }))
    await Promise.all([makeMonths(db, at(0)), ...told.map((one) => record(one)), makeMonths(db, at(0))])
    await makeMonths(db, at(0))
    for (const one of told) expect(await partOf(one)).toEqual([expect.stringMatching(/^happening_2050_0/)])
  })
})

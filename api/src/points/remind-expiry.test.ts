import { ledger } from '@tamaru/db'
import { addDays, tokyoDate } from '@tamaru/domain'
import { afterAll, expect, test } from 'vitest'
import { logInShopper, saidTo, wordsOf, type LoggedIn } from '../../../tests/support/act-in-line.ts'
import { enterAndSettle } from '../../../tests/support/enter-receipt.ts'
import { startApi } from '../../../tests/support/start-api.ts'
import { keepHouse } from '../keep-house.ts'

const LIVES_FOR_DAYS = 30
const api = await startApi({ rules: { pointsLiveForDays: LIVES_FOR_DAYS } })
afterAll(() => api[Symbol.asyncDispose]())

/** Some hour of daylight in Tokyo, this many days from now: nothing waits for the morning. */
const inDays = (days: number) => new Date(`${addDays(tokyoDate(new Date()), days)}T11:00:00+09:00`)
const [year, month, day] = addDays(tokyoDate(new Date()), LIVES_FOR_DAYS).split('-').map(Number)

async function keepHouseIn(days: number): Promise<void> {
  api.clock.at = inDays(days)
  await keepHouse(api.ports)
  await api.workJobs()
  api.clock.at = undefined
}
const remindersOf = async ({ userId }: LoggedIn) =>
  (await saidTo(api, userId)).map(wordsOf).filter((words) => words.includes('有効期限'))

test('a person hears once, two weeks before, that points lapse', async () => {
  const me = await logInShopper(api)
  await enterAndSettle(api, me)
  await keepHouseIn(LIVES_FOR_DAYS - 15)
  expect(await remindersOf(me)).toEqual([])
  await keepHouseIn(LIVES_FOR_DAYS - 14)
  await keepHouseIn(LIVES_FOR_DAYS - 14)
  await keepHouseIn(LIVES_FOR_DAYS - 13)
  expect(await remindersOf(me)).toEqual([`10ポイントの有効期限は${year}年${month}月${day}日です`])
})

test('who has used the points by then hears nothing', async () => {
  const me = await logInShopper(api)
  await enterAndSettle(api, me)
  const spend = { naturalKey: `test:${me.shopper.id}`, shopperId: me.shopper.id, points: 10 }
  await api.db.begin((sql) => ledger.spend(sql as never, api.account.id, spend, api.ports.now()))
  await keepHouseIn(LIVES_FOR_DAYS - 14)
  expect(await remindersOf(me)).toEqual([])
})

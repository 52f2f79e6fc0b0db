import { afterAll, expect, test } from 'vitest'
import { logInShopper, logInStaff, saidTo, wordsOf } from '../../../tests/support/act-in-line.ts'
import { makeNewReading, recordReading, sendPhoto } from '../../../tests/support/enter-receipt.ts'
import { startApi } from '../../../tests/support/start-api.ts'

const api = await startApi()
afterAll(() => api[Symbol.asyncDispose]())

test('an entry whose settling is given up goes to staff with a reason, and they can decide on it', async () => {
  const me = await logInShopper(api)
  const { id } = (await (await sendPhoto(api, me.token)).json()) as { id: string }
  await recordReading(api, id, makeNewReading())
  await api.db`update job set max_attempts = 1 where kind = 'settle_entry'`
  await api.db`create function refuse() returns trigger language plpgsql as $$ begin raise 'broken'; end $$`
  await api.db`create trigger broken before insert on judgement for each row execute function refuse()`
  await api.workJobs()
  await api.db`drop trigger broken on judgement`
  const [job] = await api.db`select state, last_error from job where kind = 'settle_entry'`
  expect(job).toMatchObject({ state: 'buried', lastError: expect.stringContaining('broken') })

  await api.workJobs()
  expect((await saidTo(api, me.userId)).map(wordsOf)).toContain('レシートを確認しています')
  const { token } = await logInStaff(api, 'reviewer')
  const shown = await (await api.call('GET', `/api/staff/entries/${id}`, { as: token })).json()
  expect(shown).toMatchObject({ state: 'needs_review' })
  expect(JSON.stringify(shown)).toContain('自動判定を完了できませんでした')
  const decided = await api.call('POST', `/api/staff/entries/${id}/decision`, {
    as: token,
    json: { outcome: 'approved', products: [{ productId: 'green-tea', quantity: 1 }] },
  })
  expect(decided.status).toBe(200)
})

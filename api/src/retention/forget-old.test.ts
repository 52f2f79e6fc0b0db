import { accesses } from '@tamaru/db'
import { photoKey } from '@tamaru/db/photo-store'
import { RETENTION, RETENTION_KINDS, RetentionDays, tokyoDate } from '@tamaru/domain'
import { readFile } from 'node:fs/promises'
import { afterAll, expect, test } from 'vitest'
import { logInShopper, logInStaff } from '../../../tests/support/act-in-line.ts'
import { enterAndSettle, makeNewReading, sendPhoto } from '../../../tests/support/enter-receipt.ts'
import { startApi } from '../../../tests/support/start-api.ts'
import { forgetNightly } from './forget-nightly.ts'
import { forgetOld } from './forget-old.ts'

const api = await startApi({ rules: { surveyAfter_min: 0 } })
afterAll(() => api[Symbol.asyncDispose]())
const DAY_S = 86_400

test('what has its days behind it goes, kind by kind; what is open, younger or kept for good stays', async () => {
  const who = await logInShopper(api)
  const staff = await logInStaff(api, 'owner')
  const decided = await enterAndSettle(api, who)
  const waiting = await enterAndSettle(api, who, makeNewReading({ confidence: 0.3 }))
  await sendPhoto(api, who.token)
  const { invitation } = (await (await api.call('GET', '/api/survey', { as: who.token })).json()) as {
    invitation: { id: string }
  }
  const json = { score: 9, reason: 'おいしい' }
  await api.call('POST', `/api/survey/${invitation.id}/answer`, { as: who.token, json })
  await api.call('GET', `/api/staff/entries/${decided.id}`, { as: staff.token })
  const photoOf = async (id: string) => {
    const [row] = await api.db<{ sha: string }[]>`select photo_sha256 as sha from entry where id = ${id}`
    return api.ports.photos.get(photoKey(api.account.id, row!.sha))
  }

  api.clock.pass(29 * DAY_S)
  expect(await forgetOld(api.ports)).toMatchObject({ done_jobs: 0, accesses: 0 })
  api.clock.pass(7 * DAY_S)
  const usual = await forgetOld(api.ports)
  expect(usual).not.toHaveProperty('photos')
  expect(usual.done_jobs).toBeGreaterThan(3)
  expect(await photoOf(decided.id)).toBeDefined()

  const env = {
    ...api.ports.env,
    RETENTION_DAYS: RetentionDays.parse('photos=30 message_words=30 answer_words=30 accesses=30'),
  }
  expect(await forgetOld({ ...api.ports, env })).toMatchObject({ photos: 1, answer_words: 1, accesses: 1 })
  expect([await photoOf(decided.id), (await photoOf(waiting.id)) !== undefined]).toEqual([undefined, true])
  expect(await api.db`select score, reason from survey_answer`).toEqual([{ score: 9, reason: null }])
  expect(
    JSON.stringify(await api.db`select messages from outbox_message where state = 'sent'`),
  ).not.toContain('ポイント')
  expect((await accesses.list(api.db, api.account.id, {}, { limit: 1 })).items).toEqual([])
  const again = await forgetOld({ ...api.ports, env })
  expect(new Set(Object.values(again))).toEqual(new Set([0]))
})

test('it goes once a Tokyo night, however often the house is kept, and after a downtime all at once', async () => {
  const night = new Date(`${tokyoDate(api.ports.now())}T23:30:00+09:00`)
  api.clock.at = night
  expect(await forgetNightly(api.ports)).toMatchObject({ done_jobs: expect.any(Number) })
  expect(await forgetNightly(api.ports)).toBeNull()
  api.clock.pass(3_600)
  expect(await forgetNightly(api.ports)).not.toBeNull()
  expect(await forgetNightly(api.ports)).toBeNull()
  api.clock.pass(40 * DAY_S)
  await api.db`alter table run rename to run_gone`
  await expect(forgetNightly(api.ports)).rejects.toThrow('runs')
  await api.db`alter table run_gone rename to run`
  expect(await forgetNightly(api.ports)).not.toBeNull()
  expect(await forgetNightly(api.ports)).toBeNull()
})

test('docs/running.md tells of each kind, with its days', async () => {
  const page = await readFile(new URL('../../../docs/running.md', import.meta.url), 'utf8')
  for (const kind of RETENTION_KINDS) {
    const { days, least } = RETENTION[kind]
    expect(page).toContain(
      `| \`${kind}\` | ${days === null ? 'until their person leaves' : `${days} days`} | ${least} |`,
    )
  }
})

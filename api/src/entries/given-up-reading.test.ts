import { runDueJobs } from '@tamaru/db'
import { afterAll, expect, test } from 'vitest'
import { logInShopper } from '../../../tests/support/act-in-line.ts'
import { sendPhoto } from '../../../tests/support/enter-receipt.ts'
import { startApi } from '../../../tests/support/start-api.ts'
import { handleReadReceipt, leaveToStaff } from '../../../ocr-worker/src/handle-read-receipt.ts'

const api = await startApi()
afterAll(() => api[Symbol.asyncDispose]())

test('an entry whose reading is given up does not wait for ever: its shopper and staff are told what comes of it', async () => {
  const me = await logInShopper(api)
  const { id } = (await (await sendPhoto(api, me.token)).json()) as { id: string }
  const reader = { read: () => Promise.reject(new Error('the model is missing')) }
  await api.db`update job set max_attempts = 1 where kind = 'read_receipt'`
  const read = () =>
    runDueJobs({
      db: api.db,
      worker: 'reader',
      log: () => {},
      handlers: {
        read_receipt: (job) =>
          handleReadReceipt(job, { db: api.db, photos: api.ports.photos, reader, now: () => new Date() }),
      },
      whenBuried: { read_receipt: leaveToStaff },
      now: api.ports.now,
    })
  await read()
  await api.workJobs()

  const [job] = await api.db`select state, last_error from job where kind = 'read_receipt'`
  expect(job).toMatchObject({ state: 'buried', lastError: expect.stringContaining('the model is missing') })
  const entry = (await (await api.call('GET', `/api/entries/${id}`, { as: me.token })).json()) as {
    state: string
    decision: { message: { ja: string } } | null
  }
  expect(['needs_review', 'rejected']).toContain(entry.state)
  expect(entry.decision!.message.ja).not.toBe('')
})

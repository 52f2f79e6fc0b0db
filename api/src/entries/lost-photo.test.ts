import { runDueJobs } from '@tamaru/db'
import { photoKey } from '@tamaru/db/photo-store'
import { createHash } from 'node:crypto'
import { afterAll, expect, test } from 'vitest'
import { handleReadReceipt } from '../../../ocr-worker/src/handle-read-receipt.ts'
import { logInShopper, saidTo } from '../../../tests/support/act-in-line.ts'
import { makeNewReading, sendPhoto } from '../../../tests/support/enter-receipt.ts'
import { makePhoto } from '../../../tests/support/make-photo.ts'
import { startApi } from '../../../tests/support/start-api.ts'

const api = await startApi()
afterAll(() => api[Symbol.asyncDispose]())

/** What the ocr-worker does, ten minutes later. */
const readPhotos = () => {
  api.clock.pass(600)
  return runDueJobs({
    db: api.db,
    worker: 'reader',
    log: () => {},
    handlers: {
      read_receipt: (job) =>
        handleReadReceipt(job, {
          db: api.db,
          photos: api.ports.photos,
          reader: { read: () => Promise.resolve(makeNewReading()) },
          now: api.ports.now,
        }),
    },
    now: api.ports.now,
  })
}

test('a photo that was lost ends its entry with an apology, and the same photo may be sent again', async () => {
  const me = await logInShopper(api)
  const photo = makePhoto()
  const send = async () => (await (await sendPhoto(api, me.token, { photo })).json()) as { id: string }
  const show = async (id: string) =>
    (await (await api.call('GET', `/api/entries/${id}`, { as: me.token })).json()) as { state: string }
  const key = photoKey(
    api.account.id,
    createHash('sha256')
      .update(new Uint8Array(await photo.arrayBuffer()))
      .digest('hex'),
  )

  const lost = await send()
  await api.ports.photos.delete(key)
  await readPhotos()
  await api.workJobs()
  expect(await show(lost.id)).toMatchObject({
    state: 'rejected',
    message: { ja: expect.stringContaining('同じ写真をもう一度お送りください') },
  })
  expect(JSON.stringify(await saidTo(api, me.userId))).toContain('同じ写真をもう一度お送りください')

  const again = await send()
  expect(again).toMatchObject({ alreadyReceived: false })
  expect(again.id).not.toBe(lost.id)
  expect(await api.ports.photos.get(key)).toBeDefined()
  await readPhotos()
  await api.workJobs()
  expect(await show(again.id)).toMatchObject({ state: 'approved' })
  expect(await send()).toMatchObject({ id: again.id, alreadyReceived: true })
})

import { runDueJobs } from '@tamaru/db'
import { drawnKey, photoKey } from '@tamaru/db/photo-store'
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { afterAll, expect, test } from 'vitest'
import { handleReadReceipt } from '../../../ocr-worker/src/handle-read-receipt.ts'
import type { Reader } from '../../../ocr-worker/src/open-reader.ts'
import { UnreadableImage } from '../../../ocr-worker/src/read-receipt/unreadable-image.ts'
import { logInShopper, saidTo, type LoggedIn } from '../../../tests/support/act-in-line.ts'
import { makeNewReading, sendPhoto } from '../../../tests/support/enter-receipt.ts'
import { makePdf } from '../../../tests/support/make-pdf.ts'
import { startApi } from '../../../tests/support/start-api.ts'

const api = await startApi()
afterAll(() => api[Symbol.asyncDispose]())

const heic = await readFile(new URL('../../../samples/formats/konbini-01.heic', import.meta.url))
const JPEG = Buffer.from('what was drawn')

/** The ocr-worker, around what reads. */
const read = (reading: Reader['read']) =>
  runDueJobs({
    db: api.db,
    worker: 'reader',
    log: () => {},
    now: api.ports.now,
    handlers: {
      read_receipt: (job) =>
        handleReadReceipt(job, {
          db: api.db,
          photos: api.ports.photos,
          reader: { read: reading },
          now: api.ports.now,
        }),
    },
  })
const drawsAndReads: Reader['read'] = (_, options) => {
  options?.onDrawn?.(JPEG, 0)
  return Promise.resolve(makeNewReading())
}
const lies = async (bytes: Uint8Array) => {
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const store = api.ports.photos
  return [
    await store.get(photoKey(api.account.id, sha256)),
    await store.get(drawnKey(api.account.id, sha256)),
  ].map((found) => found !== undefined)
}
const enter = async (who: LoggedIn, bytes: Buffer<ArrayBuffer>) =>
  ((await (await sendPhoto(api, who.token, { photo: new File([bytes], 'r') })).json()) as { id: string }).id
const photoOf = (who: LoggedIn, id: string) => api.call('GET', `/api/entries/${id}/photo`, { as: who.token })

test('a HEIC photo is seen as what the reader drew of it, once it was read; until then nobody is told a lie', async () => {
  const who = await logInShopper(api)
  const id = await enter(who, heic)
  const before = await photoOf(who, id)
  expect([before.status, await before.json()]).toMatchObject([404, { kind: 'photo_not_drawn' }])
  await read(drawsAndReads)
  const answer = await photoOf(who, id)
  expect(answer.headers.get('content-type')).toBe('image/jpeg')
  expect(Buffer.from(await answer.arrayBuffer())).toEqual(JPEG)
})

test('a PDF that is sent in the chat as a file enters, and taken back it goes with what was drawn of it', async () => {
  const who = await logInShopper(api)
  const pdf = makePdf([{ lines: [who.userId] }])
  const file = {
    type: 'file',
    fileName: 'ご利用明細.PDF',
    mediaType: 'application/pdf',
    base64: pdf.toString('base64'),
  }
  await api.control('/send', { userId: who.userId, ...file })
  await api.workJobs()
  await read(drawsAndReads)
  expect(await lies(pdf)).toEqual([true, true])
  const chat = await api.control<{ id: string; from: string }[]>(`/messages/${who.userId}`)
  await api.control('/send', {
    userId: who.userId,
    type: 'unsend',
    messageId: chat.find(({ from }) => from === 'person')!.id,
  })
  await api.workJobs()
  expect(await lies(pdf)).toEqual([false, false])
})

test('of a photo that is deleted while it is read nothing comes to lie beside where it lay', async () => {
  const who = await logInShopper(api)
  const pdf = makePdf([{ lines: ['DELETED', who.userId] }])
  await enter(who, pdf)
  await read(async (photo, options) => {
    await api.db`update photo set deleted_at = ${api.ports.now()} where media_type = 'application/pdf'`
    return drawsAndReads(photo, options)
  })
  expect(await lies(pdf)).toEqual([true, false])
})

test('what cannot be opened is turned down with what to send instead, since staff would see nothing either', async () => {
  const who = await logInShopper(api)
  const id = await enter(who, Buffer.from(`%PDF-1.7 ${who.userId}`))
  await read(() =>
    Promise.reject(new UnreadableImage('unsupported_format', 'the PDF is locked by a password')),
  )
  await api.workJobs()
  const view = (await (await api.call('GET', `/api/entries/${id}`, { as: who.token })).json()) as {
    state: string
  }
  expect(view.state).toBe('rejected')
  expect(JSON.stringify(await saidTo(api, who.userId))).toContain('スクリーンショット')
})

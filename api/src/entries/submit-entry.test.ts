import { photoKey, PhotoStoreFailed } from '@tamaru/db/photo-store'
import { problemCatalogue } from '@tamaru/domain'
import { createHash, randomUUID } from 'node:crypto'
import { request } from 'node:http'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { logInShopper, makePhoto, type LoggedIn } from '../../../tests/support/act-in-line.ts'
import { sendPhoto } from '../../../tests/support/enter-receipt.ts'
import { KINDS_OF_CONTENT } from '../../../tests/support/kinds-of-content.ts'
import { exifWith, behindStart, SECRET } from '../../../tests/support/make-noted-photo.ts'
import { JPEG_HEAD } from '../../../tests/support/make-photo.ts'
import { startApi } from '../../../tests/support/start-api.ts'
import { PHOTO_MAX_BYTES } from '@tamaru/domain'

const api = await startApi()
afterAll(() => api[Symbol.asyncDispose]())

let me: LoggedIn
beforeAll(async () => {
  me = await logInShopper(api)
})

// Between two tests a minute passes: a person may send ten photos more.
let tests = 0
beforeEach(() => void (api.clock.at = new Date(Date.now() + tests++ * 60_000)))

interface Receipt {
  id: string
  state: string
  alreadyReceived: boolean
}
const receiptOf = async (answer: Response) => (await answer.json()) as Receipt
const kindOf = async (answer: Response) => ((await answer.json()) as { kind: string }).kind
const jobsOf = (entryId: string) => api.db`select kind from job where payload->>'entryId' = ${entryId}`
const entriesOf = (shopperId: string) => api.db`select id from entry where shopper_id = ${shopperId}`

describe('a photo', () => {
  test('is taken in: an entry, and the job that reads it', async () => {
    const answer = await sendPhoto(api, me.token)
    expect(answer.status).toBe(202)
    const entry = await receiptOf(answer)
    expect(entry).toEqual({ id: expect.any(String), state: 'received', alreadyReceived: false })
    expect(await jobsOf(entry.id)).toEqual([{ kind: 'read_receipt' }])
  })

  test('is given back byte for byte, as what it is', async () => {
    const photo = makePhoto()
    const { id } = await receiptOf(await sendPhoto(api, me.token, { photo }))
    const answer = await api.call('GET', `/api/entries/${id}/photo`, { as: me.token })
    expect(answer.headers.get('content-type')).toBe('image/jpeg')
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
    expect(answer.headers.get('cache-control')).toMatch(/private/)
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(Buffer.from(await photo.arrayBuffer()))
  })

  test('goes from the body to the store without a copy, and its memory is free when it is there', async () => {
    const put = vi.spyOn(api.ports.photos, 'put')
    const photo = makePhoto(2_000_000)
    expect((await sendPhoto(api, me.token, { photo })).status).toBe(202)
    const pieces = put.mock.calls[0]![1] as Uint8Array<ArrayBuffer>[]
    put.mockRestore()
    expect(pieces.some(({ buffer }) => buffer.detached)).toBe(true)
    const copied_bytes = pieces.reduce((sum, { length }) => sum + length, 0)
    expect(copied_bytes, 'what did not lie in the body').toBeLessThan(1_000)
  })

  test('is stored and given back without place, time or thumbnail; it is known by what was sent', async () => {
    const sent = behindStart(Buffer.from(await makePhoto().arrayBuffer()), exifWith(6, SECRET))
    const photo = new File([sent], 'receipt.jpg')
    const { id } = await receiptOf(await sendPhoto(api, me.token, { photo }))
    const sha256 = createHash('sha256').update(sent).digest('hex')
    const stored = await api.ports.photos.get(photoKey(api.account.id, sha256))
    const answer = await api.call('GET', `/api/entries/${id}/photo`, { as: me.token })
    const served = Buffer.from(await answer.arrayBuffer())
    expect(Buffer.from(stored!).includes('GPS')).toBe(false)
    expect(Buffer.from(stored!).includes(SECRET)).toBe(false)
    expect(served.equals(stored!)).toBe(true)
    expect(await receiptOf(await sendPhoto(api, me.token, { photo }))).toMatchObject({
      id,
      alreadyReceived: true,
    })
  })

  test('that was stored as it was sent, before that was so, is given back without its notes', async () => {
    const photo = makePhoto()
    const bytes = Buffer.from(await photo.arrayBuffer())
    const { id } = await receiptOf(await sendPhoto(api, me.token, { photo }))
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    const key = photoKey(api.account.id, sha256)
    await api.ports.photos.put(key, behindStart(bytes, exifWith(1, SECRET)), 'image/jpeg')
    await api.db`update photo set stripped_at = null where sha256 = ${sha256}`
    const answer = await api.call('GET', `/api/entries/${id}/photo`, { as: me.token })
    expect(Buffer.from(await answer.arrayBuffer()).equals(bytes)).toBe(true)
  })

  test('sent again with the same key is the same upload: one entry, one job', async () => {
    const [photo, key] = [makePhoto(), randomUUID()]
    const first = await receiptOf(await sendPhoto(api, me.token, { photo, key }))
    const again = await sendPhoto(api, me.token, { photo, key })
    expect(again.status).toBe(202)
    expect(await receiptOf(again)).toEqual(first)
    expect(await jobsOf(first.id)).toHaveLength(1)
  })

  test('sent again under another key is known: the earlier entry is shown', async () => {
    const photo = makePhoto()
    const first = await receiptOf(await sendPhoto(api, me.token, { photo }))
    const again = await receiptOf(await sendPhoto(api, me.token, { photo }))
    expect(again).toEqual({ ...first, alreadyReceived: true })
    expect(await jobsOf(first.id)).toHaveLength(1)
  })

  test('under a key that belongs to another photo is refused', async () => {
    const key = randomUUID()
    await sendPhoto(api, me.token, { key })
    const answer = await sendPhoto(api, me.token, { key })
    expect(answer.status).toBe(422)
    expect(await kindOf(answer)).toBe('idempotency_key_reused')
  })

  test('under another person’s key is that person’s own affair', async () => {
    const key = randomUUID()
    const other = await logInShopper(api)
    await sendPhoto(api, me.token, { key })
    expect((await sendPhoto(api, other.token, { key })).status).toBe(202)
  })

  test('of one person is not taken in the session of another, who may hold the same phone by now', async () => {
    const other = await logInShopper(api)
    const answer = await sendPhoto(api, other.token, { whose: me.shopper.id })
    expect(answer.status).toBe(409)
    expect(await kindOf(answer)).toBe('session_of_another')
    expect(await entriesOf(other.shopper.id)).toEqual([])
    const own = await sendPhoto(api, me.token, { whose: me.shopper.id })
    expect(own.status).toBe(202)
  })

  test('sent many times at once makes one entry', async () => {
    const someone = await logInShopper(api)
    const [photo, key] = [makePhoto(), randomUUID()]
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => sendPhoto(api, someone.token, { photo, key })),
    )
    const ids = await Promise.all(answers.map(async (answer) => (await receiptOf(answer)).id))
    expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(202))
    expect(new Set(ids).size).toBe(1)
    expect(await entriesOf(someone.shopper.id)).toHaveLength(1)
    expect(await jobsOf(ids[0]!)).toHaveLength(1)
  })

  test('sent many times at once under different keys makes one entry, too', async () => {
    const someone = await logInShopper(api)
    const photo = makePhoto()
    const answers = await Promise.all(
      Array.from({ length: 8 }, async () => receiptOf(await sendPhoto(api, someone.token, { photo }))),
    )
    expect(answers.filter(({ alreadyReceived }) => !alreadyReceived)).toHaveLength(1)
    expect(await entriesOf(someone.shopper.id)).toHaveLength(1)
  })
})

describe('an upload is refused, and nothing is written,', () => {
  const upload = (form: FormData | undefined, headers: Record<string, string> = {}) =>
    api.call('POST', '/api/entries', {
      as: me.token,
      form,
      headers: { 'idempotency-key': randomUUID(), ...headers },
    })
  const formWith = (...photos: (File | string)[]) => {
    const form = new FormData()
    for (const photo of photos) form.append('photo', photo)
    return form
  }
  const formAbout = (field: string) => {
    const form = new FormData()
    form.set(field, makePhoto())
    return form
  }
  const countEntries = async () => (await entriesOf(me.shopper.id)).length

  test('without a key', async () => {
    const before = await countEntries()
    const form = formWith(makePhoto())
    const answer = await api.call('POST', '/api/entries', { as: me.token, form })
    expect(answer.status).toBe(400)
    expect(await kindOf(answer)).toBe('idempotency_key_missing')
    expect(await countEntries()).toBe(before)
  })

  test.each([
    ['with a form about something else', formAbout('picture')],
    ['with words where the photo should be', formWith('receipt.jpg')],
    ['with two photos at once', formWith(makePhoto(), makePhoto())],
    ['with no form at all', undefined],
  ])('%s', async (_what, form) => {
    const before = await countEntries()
    const answer = await upload(form)
    expect(answer.status).toBe(400)
    expect(await kindOf(answer)).toBe('photo_missing')
    expect(await countEntries()).toBe(before)
  })

  test('with a form that is none', async () => {
    const answer = await api.app.request('/api/entries', {
      method: 'POST',
      headers: {
        authorization: `Bearer ${me.token}`,
        'idempotency-key': randomUUID(),
        'content-type': 'multipart/form-data; boundary=x',
      },
      body: 'no boundary in here',
    })
    expect(answer.status).toBe(400)
    expect(await kindOf(answer)).toBe('invalid_request')
  })

  test.each([
    ['that ends too early', 'content-disposition: form-data; name="photo"; filename="a.jpg"\r\n\r\nabc'],
    ['whose heads are no UTF-8', 'content-disposition: form-data; name="\xff"\r\n\r\nabc\r\n--x--\r\n'],
    ['whose heads are too long', `${'a: b\r\n'.repeat(3_000)}\r\nabc\r\n--x--\r\n`],
  ])('with a form %s', async (_what, part) => {
    const answer = await api.app.request('/api/entries', {
      method: 'POST',
      headers: {
        authorization: `Bearer ${me.token}`,
        'idempotency-key': randomUUID(),
        'content-type': 'multipart/form-data; boundary=x',
      },
      body: Buffer.from(`--x\r\n${part}`, 'latin1'),
    })
    expect([answer.status, await kindOf(answer)]).toEqual([400, 'invalid_request'])
  })

  test.each(KINDS_OF_CONTENT)('with %s, in words of its own: %s', async (_what, kind, bytes) => {
    const before = await countEntries()
    const answer = await upload(formWith(new File([bytes], 'receipt.jpg', { type: 'image/jpeg' })))
    expect(await kindOf(answer)).toBe(kind)
    expect(answer.status).toBe(problemCatalogue[kind].status)
    expect(await countEntries()).toBe(before)
  })

  test('with a photo of more than 15 MB; one of just 15 MB is taken', async () => {
    const tooLarge = await sendPhoto(api, me.token, { photo: makePhoto(PHOTO_MAX_BYTES + 1) })
    expect(tooLarge.status).toBe(413)
    expect(await kindOf(tooLarge)).toBe('photo_too_large')
    expect((await sendPhoto(api, me.token, { photo: makePhoto(PHOTO_MAX_BYTES) })).status).toBe(202)
  })

  test('with a body that grows without saying how large it is', async () => {
    const { status, kind } = await pour(PHOTO_MAX_BYTES + 2 * 1024 * 1024)
    expect({ status, kind }).toEqual({ status: 413, kind: 'photo_too_large' })
  })
})

describe('a store that is full', () => {
  test('says that we have not got the photo, leaves nothing behind, and takes the photo when there is room', async () => {
    const someone = await logInShopper(api)
    const [photo, key] = [makePhoto(), randomUUID()]
    const full = new PhotoStoreFailed(
      'put',
      Object.assign(new Error('ENOSPC: no space left'), { code: 'ENOSPC' }),
    )
    const put = vi.spyOn(api.ports.photos, 'put').mockRejectedValue(full)
    const answer = await sendPhoto(api, someone.token, { photo, key })
    put.mockRestore()
    expect(answer.status).toBe(503)
    const problem = (await answer.json()) as { kind: string; detailJa: string }
    expect(problem).toMatchObject({
      kind: 'photo_not_stored',
      detailJa: expect.stringContaining('届いていません'),
    })
    expect(JSON.stringify(problem)).not.toContain('ENOSPC')
    expect(api.logs).toContainEqual(
      expect.objectContaining({ level: 'error', error: expect.stringContaining('ENOSPC') }),
    )
    expect(await entriesOf(someone.shopper.id)).toEqual([])
    expect((await sendPhoto(api, someone.token, { photo, key })).status).toBe(202)
  })

  test('or is away when a photo is asked for, is no missing photo', async () => {
    const { id } = await receiptOf(await sendPhoto(api, me.token))
    const open = vi.spyOn(api.ports.photos, 'open').mockRejectedValue(new PhotoStoreFailed('get', 'EIO'))
    const answer = await api.call('GET', `/api/entries/${id}/photo`, { as: me.token })
    open.mockRestore()
    expect([answer.status, await kindOf(answer)]).toEqual([503, 'photo_not_available'])
  })
})

test('a photo that comes in pieces, without a length, is taken', async () => {
  expect((await pour(300_000)).status).toBe(202)
})

test('the list shows my entries, newest first', async () => {
  // By the real clock they have only just come.
  const start_ms = Date.now()
  const someone = await logInShopper(api)
  const sent = []
  for (let i = 0; i < 3; i++) {
    api.clock.at = new Date(start_ms + i * 1000)
    sent.unshift((await receiptOf(await sendPhoto(api, someone.token))).id)
  }
  const answer = await api.call('GET', '/api/entries', { as: someone.token })
  const { items: entries } = (await answer.json()) as { items: { id: string; message: { ja: string } }[] }
  expect(entries.map(({ id }) => id)).toEqual(sent)
  expect(entries[0]!.message.ja).toMatch(/受け取りました/)
})

/** A chunked upload over a real socket, as some proxies make them. */
function pour(bytes: number): Promise<{ status: number; kind: string | undefined }> {
  return new Promise((resolve, reject) => {
    const upload = request(
      `${api.url}/api/entries`,
      {
        method: 'POST',
        headers: {
          authorization: `Bearer ${me.token}`,
          'idempotency-key': randomUUID(),
          'content-type': 'multipart/form-data; boundary=cut',
          'transfer-encoding': 'chunked',
        },
      },
      async (answer) => {
        const text = Buffer.concat(await answer.toArray()).toString()
        resolve({ status: answer.statusCode!, kind: (JSON.parse(text) as { kind?: string }).kind })
      },
    )
    let answered = false
    upload.on('response', () => (answered = true))
    // Whoever is refused while still talking may find the line cut; what counts is the answer.
    upload.on('error', (error) => answered || reject(error))
    upload.write('--cut\r\nContent-Disposition: form-data; name="photo"; filename="a.jpg"\r\n\r\n')
    upload.write(JPEG_HEAD)
    const piece = Buffer.alloc(64 * 1024, randomUUID())
    for (let sent = 0; sent < bytes; sent += piece.length) upload.write(piece)
    upload.end('\r\n--cut--\r\n')
  })
}

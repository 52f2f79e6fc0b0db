import { jobs, readings } from '@tamaru/db'
import { openPhotoStore, photoKey } from '@tamaru/db/photo-store'
import { spawn, type ChildProcess } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, afterEach, describe, expect, test } from 'vitest'
import { freshDatabase } from '../../tests/support/fresh-database.ts'
import { makeEntry } from '../../tests/support/make-entry.ts'
import { makeAccount, makeShopper } from '../../tests/support/make-people.ts'
import { untilTrue } from '../../tests/support/start-house.ts'

const { db, url, ...database } = await freshDatabase()
const folder = await mkdtemp(path.join(tmpdir(), 'tamaru-worker-'))
const account = await makeAccount(db)
afterAll(async () => {
  await database[Symbol.asyncDispose]()
  await rm(folder, { recursive: true })
})

let worker: ChildProcess
afterEach(async () => {
  if (worker.exitCode !== null || worker.signalCode !== null) return
  worker.kill('SIGKILL')
  await once(worker, 'exit')
})

function startWorker(): void {
  worker = spawn(process.execPath, [path.join(import.meta.dirname, 'worker.ts')], {
    env: { ...process.env, DATABASE_URL: url, PHOTO_STORE: folder, OCR_LANES: '1' },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
}

/** A photo that waits to be read. */
async function enter(sample: string): Promise<string> {
  const photo = await readFile(new URL(`../../samples/${sample}.jpg`, import.meta.url))
  const photoSha256 = createHash('sha256').update(photo).digest('hex')
  await openPhotoStore(folder).put(photoKey(account.id, photoSha256), photo, 'image/jpeg')
  const { id } = await makeEntry(db, await makeShopper(db, account.id), { photoSha256 })
  await jobs.enqueue(db, {
    accountId: account.id,
    kind: 'read_receipt',
    payload: { entryId: id },
    now: new Date(),
  })
  return id
}

const readingOf = (entryId: string) => readings.findNewest(db, account.id, entryId)

async function jobOf(
  entryId: string,
): Promise<{ state: string; attempts: number; lastError: string | null }> {
  const [job] = await db<{ state: string; attempts: number; lastError: string | null }[]>`
    select state, attempts, last_error from job
    where kind = 'read_receipt' and payload ->> 'entryId' = ${entryId}`
  return job!
}

/** The process that reads for the worker; proc_pid_task(5). */
function laneOf({ pid }: ChildProcess): number | undefined {
  const [lane] = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').match(/\d+/g) ?? []
  return lane === undefined ? undefined : Number(lane)
}

describe.skipIf(process.platform !== 'linux')('the ocr-worker', () => {
  test('outlives a photo that crashes whatever reads it, leaves it to staff, and reads the next one', async () => {
    startWorker()
    const hostile = await enter('supermarket-01')
    for (const attempt of [1, 2]) {
      await untilTrue(async () => (await jobOf(hostile)).attempts === attempt && laneOf(worker) !== undefined)
      process.kill(laneOf(worker)!, 'SIGSEGV')
    }
    await untilTrue(async () => (await readingOf(hostile)) !== undefined)
    expect(await readingOf(hostile)).toMatchObject({ quality: { kind: 'unreadable' } })
    const next = await enter('supermarket-02')
    await untilTrue(async () => (await readingOf(next)) !== undefined)
    expect(await readingOf(next)).toMatchObject({ total: 531 })
    expect(worker.exitCode).toBeNull()
  })

  test('asked to stop while a photo hangs, gives the job back as if untried and takes its process along', async () => {
    startWorker()
    const entryId = await enter('konbini-03')
    await untilTrue(() => laneOf(worker) !== undefined)
    const lane = laneOf(worker)!
    process.kill(lane, 'SIGSTOP')
    worker.kill('SIGTERM')
    expect(await once(worker, 'exit')).toEqual([0, null])
    expect(await jobOf(entryId)).toMatchObject({ state: 'ready', attempts: 0, lastError: null })
    expect(() => process.kill(lane, 0)).toThrow('ESRCH')
  })
})

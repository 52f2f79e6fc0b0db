import { openDb, workOnJobs } from '@tamaru/db'
import { openPhotoStore } from '@tamaru/db/photo-store'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseEnv } from './env.ts'
import { handleReadReceipt } from './handle-read-receipt.ts'
import { openReader } from './open-reader.ts'

const env = (() => {
  try {
    return parseEnv(process.env)
  } catch (error) {
    console.error((error as Error).message)
    process.exit(78) // EX_CONFIG
  }
})()

const log = (line: Record<string, unknown>) =>
  console.log(JSON.stringify({ at: new Date().toISOString(), ...line }))
const db = openDb(env.DATABASE_URL, { name: 'tamaru-ocr-worker', max: env.OCR_LANES + 2 })
const photos = openPhotoStore(env.PHOTO_STORE)
const readers = Array.from({ length: env.OCR_LANES }, openReader)
const idle = [...readers]

const stopping = new AbortController()
log({ level: 'info', msg: `ocr-worker reads with ${env.OCR_LANES} lane(s)` })
const working = workOnJobs(
  {
    db,
    log,
    worker: `ocr-worker-${process.pid}`,
    handlers: {
      // As many jobs run at once as there are lanes, so there is an idle reader for each.
      read_receipt: async (job) => {
        const reader = idle.pop()!
        try {
          return await handleReadReceipt(job, { db, photos, reader })
        } finally {
          idle.push(reader)
        }
      },
    },
  },
  { lanes: env.OCR_LANES, signal: stopping.signal },
)

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, async () => {
    stopping.abort()
    await Promise.race([working, sleep(3_000)])
    // A reading takes seconds; what is not done by now fails with its lane, and goes back to whoever comes next.
    await Promise.race([Promise.all([working, ...readers.map((reader) => reader.close())]), sleep(1_000)])
    await db.end({ timeout: 1 })
    process.exit(0)
  })
}

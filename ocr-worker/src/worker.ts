import { openDb, REQUEST_LIMITS, workOnJobs } from '@tamaru/db'
import { openPhotoStore } from '@tamaru/db/photo-store'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseEnv } from './env.ts'
import { handleReadReceipt, leaveToStaff } from './handle-read-receipt.ts'
import { openReader, type Reader } from './open-reader.ts'

/** A lane gives a photo up after 150 s by itself; the rest is for the photo store and the database. */
const READING_LIMIT_S = 200

/** A reading takes seconds: whoever is asked to go finishes it. */
const FINISH_MS = 20_000

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
const db = openDb(env.DATABASE_URL, {
  name: 'tamaru-ocr-worker',
  max: env.OCR_LANES + 2,
  limits: REQUEST_LIMITS,
})
const photos = openPhotoStore(env.PHOTO_STORE)
const readers = Array.from({ length: env.OCR_LANES }, openReader)
const idle = [...readers]
/** Whichever lane is idle. As many jobs run at once as there are lanes, and a job needs one only while it reads. */
const reader: Pick<Reader, 'read'> = {
  async read(photo, options) {
    const lane = idle.pop()
    if (!lane) throw new Error('every lane still reads')
    return lane.read(photo, options).finally(() => idle.push(lane))
  },
}

const now = () => new Date()
const stopping = new AbortController()
let isGoing = false
log({ level: 'info', msg: `ocr-worker reads with ${env.OCR_LANES} lane(s)` })
const working = workOnJobs(
  {
    db,
    now,
    log,
    worker: `ocr-worker-${process.pid}`,
    handlers: {
      read_receipt: async (job) => {
        try {
          return await handleReadReceipt(job, { db, photos, reader, now })
        } catch (error) {
          if (isGoing) return { outcome: 'wait', wait_s: 0 }
          throw error
        }
      },
    },
    limits_s: { read_receipt: READING_LIMIT_S },
    whenBuried: { read_receipt: leaveToStaff },
  },
  { lanes: env.OCR_LANES, signal: stopping.signal },
)

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, async () => {
    stopping.abort()
    await Promise.race([working, sleep(FINISH_MS)])
    // What is not read by now goes back to whoever comes next, and counts as no attempt.
    isGoing = true
    await Promise.race([Promise.all([working, ...readers.map((reader) => reader.close())]), sleep(2_000)])
    await db.end({ timeout: 1 })
    process.exit(0)
  })
}

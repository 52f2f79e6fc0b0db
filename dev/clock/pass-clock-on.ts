import { jobs, openDb } from '@tamaru/db'
import type { Supervised } from '../supervise.ts'

/** Has every program that runs go by the clock as it is now, and look at once what that has made due. */
export async function passClockOn(programs: readonly Supervised[], databaseUrl: string): Promise<void> {
  if (programs.length === 0) return
  await Promise.all(programs.map((program) => program.followClock()))
  const db = openDb(databaseUrl, { max: 1, name: 'tamaru-clock' })
  await jobs.announceReady(db).finally(() => db.end({ timeout: 2 }))
}

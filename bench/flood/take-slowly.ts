import { request } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'

const PAUSE_MS = 1_000
const BYTES = 1024

/**
 * Asks for something and takes a kilobyte of it each second, `reads` times; then hangs up. Resolves with the status of the
 * answer, or with 0 where the line was cut without one.
 */
export async function takeSlowly(
  url: string,
  headers: Record<string, string>,
  reads: number,
): Promise<number> {
  const asking = request(url, { agent: false, headers })
  asking.end()
  const status = await new Promise<number>((resolve) => {
    asking.on('response', (answer) => {
      answer.on('error', () => {}).pause()
      resolve(answer.statusCode ?? 0)
      void (async () => {
        for (let read = 0; read < reads && !asking.destroyed; read++) {
          answer.read(BYTES)
          await sleep(PAUSE_MS)
        }
        asking.destroy()
      })()
    })
    asking.on('error', () => resolve(0))
  })
  if (!asking.destroyed) await new Promise((resolve) => asking.once('close', resolve))
  return status
}

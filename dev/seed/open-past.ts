import { jobs, kindsOf, runDueJobs, type accounts, type Db, type JobRunner } from '@tamaru/db'
import type { Reading } from '@tamaru/domain'
import { jobRunner } from '../../api/src/job-handlers.ts'
import type { LineClient } from '../../api/src/line/line-client.ts'
import type { Ports } from '../../api/src/ports.ts'
import { handleReadReceipt } from '../../ocr-worker/src/handle-read-receipt.ts'

/** Time that has gone by, lived through by the product itself: api and ocr-worker, with a clock that this moves. */
export interface Past {
  ports: Ports
  /** What the reader sees on the photos that it reads from now on. */
  show(reading: Reading): void
  /** Goes on to a moment. What falls due on the way is done at its time. */
  goTo(at: Date): Promise<void>
}

/** Whatever was sent arrived then: nobody hears of it now. */
const noAudiences = async () => ({ outcome: 'refused', why: 'it is past' }) as const
const LINE_THEN: LineClient = {
  ...{ makeAudience: noAudiences, addToAudience: noAudiences, findAudience: noAudiences },
  ...{ audienceState: noAudiences, deleteAudience: noAudiences },
  push: async () => ({ outcome: 'sent', requestId: null }),
  reply: async () => ({ outcome: 'sent', requestId: null }),
  content: async () => ({ outcome: 'gone' }),
  followers: async () => ({ outcome: 'unknown' }),
  profile: async () => ({ outcome: 'unknown' }),
  linkToken: async () => ({ outcome: 'unknown' }),
  quota: async () => ({ outcome: 'left', messages: Infinity, limit: null, used: 0 }),
  basicId: async () => null,
}

const nobodyLogsIn = () => Promise.reject(new Error('nobody shows a token of LINE in the past'))

/**
 * Begins at a moment of the past. A job that fails there, which would leave half a history, is an error. LINE tells of
 * people what `profile` does; `read` reads photos where several pasts run beside each other, and none is shown. In a long past things go wrong
 * that the product deals with by itself, such as a message that is held: it is let go on where it `bearsWarnings`.
 */
export function openPast(
  given: Pick<Ports, 'env' | 'photos'> & { db: Db },
  { loginChannelId }: Pick<accounts.Account, 'loginChannelId'>,
  from: Date,
  {
    profile = LINE_THEN.profile,
    read,
    bearsWarnings = false,
  }: {
    profile?: LineClient['profile']
    read?: (photo: Uint8Array) => Reading
    bearsWarnings?: boolean
  } = {},
): Past {
  let [now, shown] = [from, undefined as Reading | undefined]
  const ports: Ports = {
    ...given,
    line: { ...LINE_THEN, profile },
    lineLogin: {
      ...{ verifyIdToken: nobodyLogsIn, verifyIdTokenOf: nobodyLogsIn, verifyAccessToken: nobodyLogsIn },
    },
    watchEntry: async function* () {},
    now: () => now,
    log: ({ level, msg, ...rest }) => {
      if (level === 'error' || (level === 'warn' && !bearsWarnings))
        throw new Error(`${msg}: ${JSON.stringify(rest)}`)
    },
  }
  const api = jobRunner(ports, 'past')
  const reader = { read: async (photo: Uint8Array) => read?.(photo) ?? shown! }
  const runner: JobRunner = {
    ...api,
    loginChannelId,
    handlers: { ...api.handlers, read_receipt: (job) => handleReadReceipt(job, { ...ports, reader }) },
  }
  const kinds = kindsOf(runner)

  return {
    ports,
    show: (reading) => void (shown = reading),
    async goTo(at) {
      for (;;) {
        const wait_s = await jobs.secondsUntilNext(given.db, { kinds, loginChannelId }, now)
        const next_ms = Math.ceil(now.getTime() + (wait_s ?? Infinity) * 1000)
        if (next_ms > at.getTime()) break
        now = new Date(Math.max(now.getTime(), next_ms))
        // What is due is being done by another past beside this one.
        if ((await runDueJobs(runner)) === 0) break
      }
      now = at
    },
  }
}

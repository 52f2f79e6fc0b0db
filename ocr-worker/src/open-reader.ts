import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import type { Reading } from '@tamaru/domain'
import type { Photos, ReadOptions } from './read-receipt/read-receipt.ts'
import { UnreadableImage, type UnreadableKind } from './read-receipt/unreadable-image.ts'

export type Reader = {
  /**
   * One receipt after another, in a process of the reader's own.
   * @throws UnreadableImage if the bytes are no still picture; Error if the process dies of it or does not answer.
   */
  read(photos: Photos, options?: Pick<ReadOptions, 'lang' | 'budgetMs' | 'onDrawn'>): Promise<Reading>
  close(): Promise<void>
}

export type Asked = { photos: Photos; options: Pick<ReadOptions, 'lang' | 'budgetMs'> }
export type Answered =
  | { reading: Reading; drawn: { jpeg: Uint8Array; photo: number }[] }
  | { unreadable: { kind: UnreadableKind; reason: string; photo: number } }
  | { failed: string }

/** Past every budget of its own; whoever is silent for so long hangs. */
const SILENT_MS = 150_000

/**
 * A lane: what one photo costs it, or does to it, a native crash included, neither the worker nor another lane feels.
 * A process that died is replaced by the next read.
 */
export function openReader(): Reader {
  let lane: ChildProcess | null = null

  async function drop(): Promise<void> {
    const known = lane
    lane = null
    if (!known || known.exitCode !== null || known.signalCode !== null) return
    known.kill('SIGKILL')
    await once(known, 'exit')
  }

  return {
    async read(photos, { onDrawn, ...options } = {}) {
      if (!lane?.connected) lane = startLane()
      try {
        const answer = await ask(lane, { photos, options })
        if ('reading' in answer) {
          for (const { jpeg, photo } of answer.drawn) onDrawn?.(jpeg, photo)
          return answer.reading
        }
        if ('unreadable' in answer) {
          const { kind, reason, photo } = answer.unreadable
          throw new UnreadableImage(kind, reason, photo)
        }
        throw new Error(answer.failed)
      } catch (error) {
        if (!(error instanceof UnreadableImage)) await drop()
        throw error
      }
    },
    close: drop,
  }
}

function startLane(): ChildProcess {
  return fork(new URL('./reader-process.ts', import.meta.url), {
    serialization: 'advanced',
    // A lane is one core: a garbage collector that shares its work out waits for the core of another lane. And nothing
    // of what the worker itself was started with, such as a supervisor's `--import`.
    execArgv: ['--single-threaded-gc'],
    // glibc keeps freed memory once a thread; few of them ever allocate at the same time. 50 MB a lane.
    env: { MALLOC_ARENA_MAX: '2', ...process.env },
    // Standard output is for answers; what libraries complain of is none.
    stdio: ['ignore', 2, 2, 'ipc'],
  })
}

function ask(lane: ChildProcess, asked: Asked): Promise<Answered> {
  const { promise, resolve, reject } = Promise.withResolvers<Answered>()
  const died = (code: number | null, signal: string | null) =>
    reject(new Error(`the reading process ended (${signal ?? code})`))
  const timer = setTimeout(() => reject(new Error(`no reading within ${SILENT_MS} ms`)), SILENT_MS)
  lane.once('message', resolve).once('error', reject).once('exit', died)
  // A lane that is dying refuses the photo before its end is heard of, so the end is what is told.
  lane.send(asked, () => {})
  return promise.finally(() => {
    clearTimeout(timer)
    lane.off('message', resolve).off('error', reject).off('exit', died)
  })
}

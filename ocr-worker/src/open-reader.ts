import { Worker } from 'node:worker_threads'
import type { Reading } from '@tamaru/domain'
import type { ReadOptions } from './read-receipt/read-receipt.ts'
import { UnreadableImage, type UnreadableKind } from './read-receipt/unreadable-image.ts'

export type Reader = {
  /**
   * One photo after another, on a thread of the reader's own.
   * @throws UnreadableImage if the bytes are no still picture; Error if the thread dies of it or does not answer.
   */
  read(photo: Uint8Array, options?: Pick<ReadOptions, 'lang' | 'budgetMs'>): Promise<Reading>
  close(): Promise<void>
}

export type Asked = { photo: Uint8Array; options: Pick<ReadOptions, 'lang' | 'budgetMs'> }
export type Answered =
  { reading: Reading } | { unreadable: { kind: UnreadableKind; reason: string } } | { failed: string }

/** Past every budget of its own; whoever is silent for so long hangs. */
const SILENT_MS = 150_000

/** A lane: what one photo costs it, or does to it, no other lane feels. A thread that died is replaced by the next read. */
export function openReader(): Reader {
  let thread: Worker | null = null

  async function drop(): Promise<void> {
    const known = thread
    thread = null
    await known?.terminate()
  }

  return {
    async read(photo, options = {}) {
      thread ??= new Worker(new URL('./reader-thread.ts', import.meta.url))
      try {
        const answer = await ask(thread, { photo, options })
        if ('reading' in answer) return answer.reading
        if ('unreadable' in answer)
          throw new UnreadableImage(answer.unreadable.kind, answer.unreadable.reason)
        throw new Error(answer.failed)
      } catch (error) {
        if (!(error instanceof UnreadableImage)) await drop()
        throw error
      }
    },
    close: drop,
  }
}

function ask(thread: Worker, asked: Asked): Promise<Answered> {
  const { promise, resolve, reject } = Promise.withResolvers<Answered>()
  const died = () => reject(new Error('the reading thread ended'))
  const timer = setTimeout(() => reject(new Error(`no reading within ${SILENT_MS} ms`)), SILENT_MS)
  thread.once('message', resolve).once('error', reject).once('exit', died)
  thread.postMessage(asked)
  return promise.finally(() => {
    clearTimeout(timer)
    thread.off('message', resolve).off('error', reject).off('exit', died)
  })
}

import { parentPort } from 'node:worker_threads'
import type { Answered, Asked } from './open-reader.ts'
import { readReceipt } from './read-receipt/read-receipt.ts'
import { openEngine } from './read-receipt/recognise/open-engine.ts'
import { UnreadableImage } from './read-receipt/unreadable-image.ts'

const engine = openEngine()

parentPort!.on('message', async (asked: Asked) => {
  parentPort!.postMessage(await answer(asked))
})

async function answer({ photo, options }: Asked): Promise<Answered> {
  try {
    return { reading: await readReceipt(photo, engine, options) }
  } catch (error) {
    if (error instanceof UnreadableImage) return { unreadable: { kind: error.kind, reason: error.message } }
    return { failed: error instanceof Error ? error.message : String(error) }
  }
}

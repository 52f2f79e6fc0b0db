import sharp from 'sharp'
import type { Answered, Asked } from './open-reader.ts'
import { readReceipt } from './read-receipt/read-receipt.ts'
import { openReadingEngine } from './read-receipt/open-reading-engine.ts'
import { UnreadableImage } from './read-receipt/unreadable-image.ts'

// A lane is one core; the pixels of a photo are never asked for twice.
sharp.concurrency(1)
sharp.cache(false)
const engine = openReadingEngine()

process.on('message', async (asked: Asked) => {
  process.send!(await answer(asked))
})
// Nothing here must be put away, and an orderly exit could hang on the native threads of an unfinished photo.
process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'))
// A terminal, or systemd, asks the whole group to stop; when a lane does is for its worker to say.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => {})

async function answer({ photos, options }: Asked): Promise<Answered> {
  try {
    const drawn: { jpeg: Uint8Array; photo: number }[] = []
    const onDrawn = (jpeg: Uint8Array, photo: number) => drawn.push({ jpeg, photo })
    const reading = await readReceipt(photos, engine, { ...options, onDrawn })
    return { reading, drawn }
  } catch (error) {
    if (error instanceof UnreadableImage)
      return { unreadable: { kind: error.kind, reason: error.message, photo: error.photo } }
    return { failed: error instanceof Error ? error.message : String(error) }
  }
}

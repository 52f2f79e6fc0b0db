import { PhotoStoreFailed } from './photo-store-failed.ts'

/** The source of a photo's bytes, piece by piece. */
export interface Pieces {
  /** The next piece; undefined or empty at the end. */
  read(): Promise<Uint8Array | undefined>
  /** May be called again. */
  close(): Promise<unknown>
}

/**
 * Streams what `read` gives, and no piece before somebody asks for it. Closes the pieces when they are at their end, when
 * reading fails (with `PhotoStoreFailed`), and when nobody wants the rest.
 */
export function streamPieces({ read, close }: Pieces): ReadableStream<Uint8Array<ArrayBuffer>> {
  return new ReadableStream<Uint8Array<ArrayBuffer>>(
    {
      async pull(controller) {
        try {
          const piece = await read()
          if (piece?.length) return controller.enqueue(piece as Uint8Array<ArrayBuffer>)
        } catch (error) {
          await close().catch(() => {})
          throw new PhotoStoreFailed('get', error)
        }
        await close()
        controller.close()
      },
      async cancel() {
        await close()
      },
    },
    { highWaterMark: 0 },
  )
}

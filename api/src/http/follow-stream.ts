/**
 * The same stream, with its end told: `over` resolves when its last byte has been taken, with undefined; when its reader
 * has gone or it failed, with why.
 */
export function followStream<Piece>(stream: ReadableStream<Piece>): {
  stream: ReadableStream<Piece>
  over: Promise<unknown>
} {
  const { readable, writable } = new TransformStream<Piece, Piece>()
  const over = stream.pipeTo(writable).then(
    () => undefined,
    (error: unknown) => error ?? new Error('the reader has gone'),
  )
  return { stream: readable, over }
}

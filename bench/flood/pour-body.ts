import { request } from 'node:http'

const PIECE = Buffer.alloc(64 * 1024, 0x20)

/**
 * Sends `bytes` of a body as fast as they are taken, with its length at its head or in pieces. Resolves with the status
 * of the answer, or with 0 where the line was cut without one.
 */
export function pourBody(
  url: string,
  bytes: number,
  options: { inPieces: boolean; headers?: Record<string, string>; body?: Buffer },
): Promise<number> {
  return new Promise((resolve) => {
    const sending = request(url, {
      method: 'POST',
      agent: false,
      headers: {
        'content-type': 'application/json',
        ...(options.inPieces ? {} : { 'content-length': bytes }),
        ...options.headers,
      },
    })
    sending.on('response', (answer) => {
      resolve(answer.statusCode ?? 0)
      answer.resume()
    })
    sending.on('error', () => resolve(0))
    sending.on('close', () => resolve(0))
    let sent_bytes = 0
    const pour = (): void => {
      while (sent_bytes < bytes && !sending.destroyed) {
        const piece = (options.body ?? PIECE).subarray(0, bytes - sent_bytes)
        sent_bytes += piece.length
        if (!sending.write(piece)) return void sending.once('drain', pour)
      }
      if (!sending.destroyed) sending.end()
    }
    pour()
  })
}

import { sniffPhoto } from '@tamaru/domain'
import type { Drawn } from './drawn.ts'

/**
 * Draws a HEIC photo or a PDF as one JPEG without notes; undefined for every other file. What draws is loaded with the
 * first such file, and its memory goes with the file.
 * @throws UnreadableImage for what is damaged, locked, empty or too large.
 */
export async function drawFile(bytes: Uint8Array): Promise<Drawn | undefined> {
  const sniffed = sniffPhoto(bytes)
  if (!('mediaType' in sniffed)) return undefined
  if (sniffed.mediaType === 'image/heic') return (await import('./draw-heic.ts')).drawHeic(bytes)
  if (sniffed.mediaType === 'application/pdf') return (await import('./draw-pdf.ts')).drawPdf(bytes)
  return undefined
}

import { fileURLToPath } from 'node:url'
import type { Reading } from './answer.ts'
import type { KnownPhoto } from './list-photos.ts'
import { parseReadings } from './parse-readings.ts'
import { runMeasured, type MeasuredRun } from './run-measured.ts'

const READER = fileURLToPath(new URL('../../ocr-worker/src/cli/read-receipt.ts', import.meta.url))

export interface ReadPhotos extends MeasuredRun {
  readings: Map<string, Reading>
}

/** The product's own command line, one run for all photos: what `npm run read-receipt` runs. */
export async function readPhotos(
  photos: readonly Pick<KnownPhoto, 'file'>[],
  workers: number,
): Promise<ReadPhotos> {
  const files = photos.map(({ file }) => file)
  const run = await runMeasured(process.execPath, [READER, '--workers', String(workers), ...files])
  const readings = parseReadings(run.output)
  if (run.code !== 0 || readings.size !== photos.length)
    throw new Error(
      `the reader answered ${readings.size} of ${photos.length} photos and ended with ${run.code}`,
    )
  return { ...run, readings }
}

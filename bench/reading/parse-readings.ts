import path from 'node:path'
import type { Reading } from './answer.ts'

/**
 * The lines of a reader, one photo each: `{"file":"a.jpg","ms":1234,"reading":{…}}`, with `problem` in place of the
 * reading where the photo is refused. By the photo's name without its ending.
 */
export function parseReadings(ndjson: string): Map<string, Reading> {
  const lines = ndjson.split('\n').filter((line) => line.trim() !== '')
  return new Map(
    lines.map((line) => {
      const { file, ms, reading, confidence } = JSON.parse(line)
      const told = reading?.confidence ?? confidence
      return [
        path.parse(String(file)).name,
        {
          file,
          ms: typeof ms === 'number' ? ms : null,
          reading: reading ?? null,
          confidence: typeof told === 'number' ? told : null,
        },
      ]
    }),
  )
}

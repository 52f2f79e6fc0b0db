import { readFile } from 'node:fs/promises'
import { describeMachine, type Machine } from '../describe-machine.ts'
import { compareTimes, type Comparison } from './compare-times.ts'
import { listPhotos, type KnownPhoto } from './list-photos.ts'
import { parseReadings } from './parse-readings.ts'
import { readPhotos, type ReadPhotos } from './read-photos.ts'
import { reliability, type ReliabilityBin } from './reliability.ts'
import { findTesseract, runTesseract } from './run-tesseract.ts'
import { scorePhotos } from './score-photos.ts'
import { summariseByDifficulty, summariseScores, type ScoredPhoto, type Summary } from './summarise-scores.ts'

export interface ReadingReport {
  machine: Machine
  /** As the readings name it; null where they do not. */
  reader: { name: string; version: string } | null
  /** Null where the readings were made elsewhere. */
  run: { workers: number; wall_ms: number; cpu_ms: number | null; peak_mib: number | null } | null
  summaries: Record<string, Summary>
  reliability: ReliabilityBin[]
  comparison: Comparison | null
  photos: ScoredPhoto[]
}

export interface ReadingWish {
  folder: string
  /** Lanes of the reader, a process each. */
  workers: number
  /** Lines of an earlier run, or of another reader, in place of a run. */
  readingsFile?: string
  /** The native program on the same photos, right after the reader's own run. */
  againstTesseract: boolean
}

/** Reads the photos of a folder, or takes the readings given, and holds them against the truths beside the photos. */
export async function measureReading(wish: ReadingWish): Promise<ReadingReport> {
  const photos = await listPhotos(wish.folder)
  const machine = describeMachine()
  const run = wish.readingsFile ? null : await readPhotos(photos, wish.workers)
  const readings = run?.readings ?? parseReadings(await readFile(wish.readingsFile!, 'utf8'))
  const scored = scorePhotos(photos, readings)
  const summaries = summariseByDifficulty(scored)
  return {
    machine,
    reader: [...readings.values()].find(({ reading }) => reading?.engine)?.reading?.engine ?? null,
    run: run && { workers: wish.workers, wall_ms: run.wall_ms, cpu_ms: run.cpu_ms, peak_mib: run.peak_mib },
    summaries,
    reliability: reliability(scored),
    comparison: run && wish.againstTesseract ? await compare(photos, scored, run) : null,
    photos: scored,
  }
}

async function compare(
  photos: readonly KnownPhoto[],
  scored: readonly ScoredPhoto[],
  { peak_mib, cpu_ms }: ReadPhotos,
): Promise<Comparison> {
  const version = findTesseract()
  if (!version) throw new Error('there is no tesseract with Japanese (jpn) on this machine')
  const ms = new Map(scored.map((photo) => [photo.name, photo.ms!]))
  const { total } = summariseScores(scored).fields
  return compareTimes({ ms, peak_mib, cpu_ms, total }, { version, photos: await runTesseract(photos) })
}

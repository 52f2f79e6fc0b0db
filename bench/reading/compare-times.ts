import { quantile } from '../quantile.ts'
import type { TesseractPhoto } from './run-tesseract.ts'
import type { Share } from './score-receipt.ts'

export interface Cost {
  ms_median: number
  ms_p95: number
  ms_mean: number
  /** Computing time a photo, all processes together, starting included. */
  cpu_ms_mean: number | null
  peak_mib: number | null
}

export interface Comparison {
  version: string
  gave_up: number
  reader: Cost
  tesseract: Cost
  /** Reader over tesseract: below 1 the reader is the cheaper one. */
  ratio: Cost
  /** Photo by photo, the median of the ratios. */
  ratio_median: number
  /** The reader's own total, against a total that stands somewhere in the other's text, to be found by somebody. */
  reader_total: Share
  tesseract_total: Share
}

/** The reader and the native program on the same photos, in the same run. `ms` of the reader is by the photo's name. */
export function compareTimes(
  reader: {
    ms: ReadonlyMap<string, number>
    peak_mib: number | null
    cpu_ms: number | null
    total: Share
  },
  tesseract: { version: string; photos: readonly TesseractPhoto[] },
): Comparison {
  const { photos, version } = tesseract
  const peaks = photos.map(({ peak_mib }) => peak_mib).filter((it) => it !== null)
  const cpus = photos.map(({ cpu_ms }) => cpu_ms).filter((it) => it !== null)
  const ours = costOf([...reader.ms.values()], reader.peak_mib, reader.cpu_ms)
  const theirs = costOf(
    photos.map(({ ms }) => ms),
    peaks.length ? Math.max(...peaks) : null,
    cpus.length ? cpus.reduce((sum, it) => sum + it, 0) : null,
  )
  const told = photos.filter(({ holds_total }) => holds_total !== null)
  return {
    version,
    gave_up: photos.filter(({ gave_up }) => gave_up).length,
    reader: ours,
    tesseract: theirs,
    ratio: {
      ms_median: ours.ms_median / theirs.ms_median,
      ms_p95: ours.ms_p95 / theirs.ms_p95,
      ms_mean: ours.ms_mean / theirs.ms_mean,
      cpu_ms_mean: ratioOf(ours.cpu_ms_mean, theirs.cpu_ms_mean),
      peak_mib: ratioOf(ours.peak_mib, theirs.peak_mib),
    },
    ratio_median: quantile(
      photos.map(({ name, ms }) => reader.ms.get(name)! / ms),
      0.5,
    ),
    reader_total: reader.total,
    tesseract_total: { right: told.filter(({ holds_total }) => holds_total).length, of: told.length },
  }
}

const ratioOf = (ours: number | null, theirs: number | null) => (ours && theirs ? ours / theirs : null)

function costOf(ms: readonly number[], peak_mib: number | null, cpu_ms: number | null): Cost {
  return {
    ms_median: quantile(ms, 0.5),
    ms_p95: quantile(ms, 0.95),
    ms_mean: ms.reduce((sum, it) => sum + it, 0) / ms.length,
    cpu_ms_mean: cpu_ms === null ? null : cpu_ms / ms.length,
    peak_mib,
  }
}

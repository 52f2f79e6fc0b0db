import type { Machine } from '../describe-machine.ts'
import type { ReadingReport } from './measure-reading.ts'
import { comparisonTable, fieldTable, milliseconds, reliabilityTable, trapTable } from './report-tables.ts'
import { tableAsText } from './table.ts'

/** The report for a terminal. */
export function reportText(report: ReadingReport): string {
  const traps = report.photos.filter(({ trap }) => trap !== null)
  const parts = [
    tableAsText(fieldTable(report.summaries)),
    report.run && costLine(report.run),
    report.reliability.length && tableAsText(reliabilityTable(report.reliability)),
    traps.length && tableAsText(trapTable(traps)),
    report.comparison &&
      `${tableAsText(comparisonTable(report.comparison))}\n${tesseractLine(report.comparison)}`,
    machineLine(report.machine),
  ]
  return parts.filter(Boolean).join('\n\n')
}

export const costLine = ({ workers, wall_ms, peak_mib }: NonNullable<ReadingReport['run']>) =>
  `${workers === 1 ? 'One lane' : `${workers} lanes`}: ${milliseconds(wall_ms / 1000)} s in all, peak memory ${peak_mib === null ? 'not told by this system' : `${milliseconds(peak_mib)} MiB`}.`

export const tesseractLine = ({ version, gave_up }: NonNullable<ReadingReport['comparison']>) =>
  `${version}, a process a photo, on the photo as it is: -l jpn --psm 6, OMP_THREAD_LIMIT=1${gave_up ? `; ended after two minutes or in error: ${gave_up}` : ''}.`

export const machineLine = (on: Machine) =>
  `${on.cpu}, ${on.cores} cores, ${on.memory_gib} GiB, load before ${on.load}; ${on.system}, Node ${on.node}, commit ${on.commit}`

import { z } from 'zod'
import { IMPORT_FAULTS, type ImportFaultKind } from './import-fault.ts'

const Count = z.int().min(0)

/** What came of a file of people, or would come of it. */
export const ImportReport = z.object({
  importId: z.uuid(),
  /** Nothing was written. */
  dryRun: z.boolean(),
  rows: Count,
  /** Rows that are taken in, and those that are refused. */
  taken: Count,
  refused: Count,
  people: z.object({ known: Count, added: Count }),
  /** Values of attributes: of whom nothing was known, who had another, who had the same, who keep another. */
  values: z.object({ added: Count, replaced: Count, same: Count, kept: Count }),
  tags: z.object({ added: Count, same: Count }),
  /** Purchases in the brand's own shops: new, known already, and known otherwise under the same number, which stay as they are. */
  purchases: z.object({ added: Count, same: Count, kept: Count }).default({ added: 0, same: 0, kept: 0 }),
  firstFaults: z.array(
    z.object({
      row: z.int(),
      field: z.string(),
      fault: z.enum(Object.keys(IMPORT_FAULTS) as [ImportFaultKind, ...ImportFaultKind[]]),
      written: z.string(),
    }),
  ),
  /** Some of those of whom something else is known. */
  conflicts: z.array(z.object({ row: z.int(), field: z.string(), known: z.string(), written: z.string() })),
})
export type ImportReport = z.infer<typeof ImportReport>

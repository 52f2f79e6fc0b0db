import { z } from '@hono/zod-openapi'
import type { personImports } from '@tamaru/db'
import { ImportMapping, ImportOutline, ImportReport, isOfBalances, proposeTarget } from '@tamaru/domain'
import { pageOf } from '../http/paging.ts'
import type { ParsedFile } from './parse-file.ts'

export const ImportView = z.object({
  id: z.uuid(),
  name: z.string(),
  format: z.enum(['csv', 'ndjson', 'followers']),
  sentAt: z.iso.datetime(),
  mapping: ImportMapping.nullable(),
  /** What came of the last look at it, or of taking it in. */
  report: ImportReport.nullable(),
  /** The file goes after some days; what came of it stays. */
  hasFile: z.boolean(),
  doneAt: z.iso.datetime().nullable(),
  undoneAt: z.iso.datetime().nullable(),
})
export type ImportView = z.infer<typeof ImportView>
export const ImportList = pageOf(ImportView)

/** A file with how it was understood, for somebody to say what its columns are. */
export const ImportDetail = ImportView.extend({ outline: ImportOutline.nullable() })

const SHOWN_ROWS = 3

export function toImportView(one: personImports.PersonImport): ImportView {
  const { id, name, format, sentAt, mapping, report, hasFile, doneAt, undoneAt } = one
  return {
    ...{ id, name, format, mapping, report, hasFile },
    sentAt: sentAt.toISOString(),
    doneAt: doneAt?.toISOString() ?? null,
    undoneAt: undoneAt?.toISOString() ?? null,
  }
}

export const toImportDetail = (one: personImports.PersonImport): z.infer<typeof ImportDetail> => ({
  ...toImportView(one),
  outline: one.outline,
})

export function outlineOf({ heads, rows, encoding }: ParsedFile): ImportOutline {
  const columns = heads.map((head, n) => ({
    head,
    proposed: isOfBalances(head) ? 'ignore' : (proposeTarget(head) ?? null),
    isBalance: isOfBalances(head),
    sample: rows.slice(0, SHOWN_ROWS).map(({ cells }) => (cells[n] ?? '').slice(0, 60)),
  }))
  return { encoding, rows: rows.length, columns }
}

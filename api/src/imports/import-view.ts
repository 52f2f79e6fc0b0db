import { z } from '@hono/zod-openapi'
import type { personImports } from '@tamaru/db'
import { ImportMapping, ImportReport, isOfBalances, proposeTarget } from '@tamaru/domain'
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

/** A file that was just sent, as it was understood: for somebody to say what its columns are. */
export const SentImport = ImportView.extend({
  encoding: z.enum(['utf-8', 'shift_jis']),
  rows: z.int(),
  columns: z.array(
    z.object({
      head: z.string(),
      /** What the head suggests; null: nothing. Nobody takes it for granted. */
      proposed: z.string().nullable(),
      /** It holds points or a balance, which are not taken in. */
      isBalance: z.boolean(),
      sample: z.array(z.string()),
    }),
  ),
})

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

export function toSentImport(
  one: personImports.PersonImport,
  { heads, rows, encoding }: ParsedFile,
): z.infer<typeof SentImport> {
  const columns = heads.map((head, n) => ({
    head,
    proposed: isOfBalances(head) ? 'ignore' : (proposeTarget(head) ?? null),
    isBalance: isOfBalances(head),
    sample: rows.slice(0, SHOWN_ROWS).map(({ cells }) => (cells[n] ?? '').slice(0, 60)),
  }))
  return { ...toImportView(one), encoding, rows: rows.length, columns }
}

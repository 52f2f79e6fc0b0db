import { audit, inTransaction, templates, type staff } from '@tamaru/db'
import {
  checkTemplate,
  ProblemError,
  templateOf,
  type TemplateKind,
  type TemplateWords,
} from '@tamaru/domain'
import type { Ports } from '../ports.ts'

/**
 * Has messages of a kind say these words from now on; null: the product's own again. Refuses words with faults, each of
 * which is named with its place, and words made from a version that is not the newest any more.
 */
export function rewordTemplate(
  { db, now }: Pick<Ports, 'db' | 'now'>,
  { accountId, id: staffId }: staff.Staff,
  kind: TemplateKind,
  { words, from }: { words: TemplateWords | null; from: number },
): Promise<void> {
  const faults = words ? checkTemplate(templateOf(kind), words) : []
  if (faults.length > 0) throw new ProblemError('template_has_faults', undefined, { faults })
  return inTransaction(db, async (sql) => {
    const before = await templates.lockNewest(sql, accountId, kind)
    if ((before?.version ?? 0) !== from) throw new ProblemError('template_changed_meanwhile')
    const at = now()
    const version = from + 1
    await templates.add(sql, { accountId, staffId }, { kind, version, words, madeAt: at })
    await audit.record(sql, {
      accountId,
      staffId,
      act: words ? 'template.reword' : 'template.reset',
      subject: `template:${kind}`,
      before: { version: from, words: before?.words ?? null },
      after: { version, words },
      now: at,
    })
  })
}

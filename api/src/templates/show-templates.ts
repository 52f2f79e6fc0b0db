import { templates, type Db, type PageAsked } from '@tamaru/db'
import { partsOf, PART_LIMITS, TEMPLATE_KINDS, templateOf, type TemplateKind } from '@tamaru/domain'
import type { z } from 'zod'
import { withLabels } from '../labels/with-labels.ts'
import { toPageView } from '../http/paging.ts'
import type { TemplateList, TemplateVersions, TemplateView } from './template-view.ts'

/** Lists every kind of message, with whether the account words it anew. */
export async function listTemplates(db: Db, accountId: string): Promise<z.infer<typeof TemplateList>> {
  const newest = await templates.findNewest(db, accountId, TEMPLATE_KINDS)
  const ownOf = (kind: TemplateKind) => newest.find((version) => version.kind === kind)
  const items = TEMPLATE_KINDS.map((kind) => summaryOf(kind, ownOf(kind)))
  const labelled = await withLabels(db, accountId, 'template', { items }, ({ kind }) => kind)
  return { templates: labelled.items }
}

export async function showTemplate(db: Db, accountId: string, kind: TemplateKind): Promise<TemplateView> {
  const [newest] = await templates.findNewest(db, accountId, [kind])
  const template = templateOf(kind)
  return {
    ...summaryOf(kind, newest),
    words: newest?.words ?? template.words,
    defaultWords: template.words,
    parts: partsOf(template).map((part) => ({ part, ...PART_LIMITS[part] })),
    variables: Object.entries(template.variables).map(([name, { means, required = false }]) => ({
      name,
      means,
      required,
    })),
  }
}

export async function listVersions(
  db: Db,
  accountId: string,
  { kind, ...asked }: PageAsked & { kind: TemplateKind },
): Promise<z.infer<typeof TemplateVersions>> {
  const found = await templates.listVersions(db, accountId, kind, asked)
  return toPageView(found, ({ version, words, madeAt, by }) => ({
    version,
    words,
    madeAt: madeAt.toISOString(),
    by,
  }))
}

function summaryOf(kind: TemplateKind, newest: templates.TemplateVersion | undefined) {
  const { name, form } = templateOf(kind)
  return {
    ...{ kind, name, form },
    version: newest?.version ?? 0,
    isReworded: Boolean(newest?.words),
    changedAt: newest?.madeAt.toISOString() ?? null,
  }
}

import { LANGUAGES, Part, TemplateWords, type TemplateKind, TEMPLATE_KINDS } from '@tamaru/domain'
import { z } from 'zod'
import { Labelled } from '../labels/label-view.ts'
import { pageOf } from '../http/paging.ts'

const TwoWords = z.object({ ja: z.string(), en: z.string() })
export const TemplateKindParam = z.enum(TEMPLATE_KINDS as [TemplateKind, ...TemplateKind[]])

const Summary = z.object({
  kind: TemplateKindParam,
  name: TwoWords,
  form: z.enum(['card', 'text', 'buttons']),
  /** How often the account has changed these words; 0: never. */
  version: z.int(),
  /** Whether the account's own words are sent, or the product's. */
  isReworded: z.boolean(),
  changedAt: z.iso.datetime().nullable(),
})

/** All kinds of message, in the order in which people meet them: as many as the product has, and so no pages. */
export const TemplateList = z.object({ templates: z.array(Summary.extend(Labelled.shape)) })

export const TemplateView = Summary.extend({
  /** The words that are sent now, and those of the product. */
  words: TemplateWords,
  defaultWords: TemplateWords,
  parts: z.array(
    z.object({ part: Part, most: z.int(), counts: z.enum(['units', 'signs']), lines: z.boolean() }),
  ),
  variables: z.array(z.object({ name: z.string(), means: TwoWords, required: z.boolean() })),
})
export type TemplateView = z.infer<typeof TemplateView>

/** Newest first; `words` null: back to the product's own. */
export const TemplateVersions = pageOf(
  z.object({
    version: z.int(),
    words: TemplateWords.nullable(),
    madeAt: z.iso.datetime(),
    by: z.string(),
  }),
)

/** `from`: the version that these words were made from; if somebody has made another since, they are refused. */
export const Rewording = z.strictObject({ words: TemplateWords, from: z.int().min(0) })
export const Resetting = z.strictObject({ from: z.int().min(0) })

export const PreviewAsked = z.strictObject({
  words: TemplateWords,
  shopperId: z.uuid().nullable().default(null),
})

export const TemplatePreview = z.object({
  /** What keeps the words from being sent. `said` is what whoever wrote them is told. */
  faults: z.array(
    z.object({
      language: z.enum(LANGUAGES),
      part: Part,
      kind: z.string(),
      params: z.record(z.string(), z.string()),
      said: TwoWords,
    }),
  ),
  /** As LINE takes them, by language; null where faults leave nothing to show. */
  messages: z.object({
    ja: z.record(z.string(), z.unknown()).nullable(),
    en: z.record(z.string(), z.unknown()).nullable(),
  }),
  /** For whom, without what names them, and the language in which they are spoken to. */
  person: z.object({ maskedName: z.string(), language: z.enum(LANGUAGES) }).nullable(),
})
export type TemplatePreview = z.infer<typeof TemplatePreview>

import { z } from '@hono/zod-openapi'
import { LABEL_COLOURS, LABELLED_THINGS, LabelName } from '@tamaru/domain'
import { pageOf } from '../http/paging.ts'

const colour = z.enum(LABEL_COLOURS)
export const LabelView = z.object({
  id: z.uuid(),
  name: z.string(),
  colour,
  lastPutAt: z.iso.datetime().nullable(),
  /** How many things of each kind wear it. */
  uses: z.partialRecord(z.enum(LABELLED_THINGS), z.int()),
})
export const LabelList = pageOf(LabelView)

export const LabelUses = pageOf(
  z.object({
    thing: z.enum(LABELLED_THINGS),
    /** Of a template its kind. */
    id: z.string(),
    name: z.string(),
    putAt: z.iso.datetime(),
  }),
)

export const NewLabel = z.object({ name: LabelName, colour: colour.default('plain') })
export const LabelChange = z.object({ name: LabelName, colour }).partial()

/** Things of one kind, and whether they are to wear the label from now on. */
export const Wearing = z.object({
  thing: z.enum(LABELLED_THINGS),
  ids: z.array(z.string().min(1).max(100)).min(1).max(200),
  on: z.boolean(),
})

/** What a list takes whose things can wear labels, and what each of its rows then tells. */
export const labelQuery = { label: z.uuid().optional() }
export const Labelled = z.object({ labelIds: z.array(z.uuid()) })

import type { Page, Place } from '@tamaru/db'
import { z } from '@hono/zod-openapi'

const PAGE_MAX = 200
const PAGE_USUAL = 50
const Moment = z.string().regex(/^\d{1,16}$/)
const Whole = z.string().regex(/^-?\d{1,18}$/)

/** What lists are ordered by, as a cursor holds it. */
export const PLACES = {
  moment: z.tuple([Moment, z.uuid()]),
  number: z.tuple([Whole]),
  id: z.tuple([z.uuid()]),
  amount: z.tuple([Whole, z.uuid()]),
  textNumber: z.tuple([z.string().max(200), Whole]),
  momentNumber: z.tuple([Moment, Whole]),
  name: z.tuple([z.string().max(200), z.uuid()]),
  activeMoment: z.tuple([z.enum(['true', 'false']), Moment, z.uuid()]),
  amountMoment: z.tuple([Whole, Moment, z.uuid()]),
}

/**
 * What every list takes: `after`, the `next` of the page before, and how many a page holds. Refuses a cursor that no such
 * list has given out, as `invalid_request`.
 */
export function pageQuery(place: z.ZodType<string[]>) {
  return z.object({
    after: z
      .string()
      .max(1000)
      .transform((text, context) => {
        const { data } = place.safeParse(readCursor(text))
        if (!data) context.addIssue({ code: 'custom', message: 'no cursor of this list' })
        return data
      })
      .optional()
      .openapi({ type: 'string', description: 'The `next` of the page before' }),
    limit: z.coerce.number().int().min(1).max(PAGE_MAX).default(PAGE_USUAL),
  })
}

/**
 * What a list takes that can be put in order: beside that `sort`, one of its orders, with a `-` before it from the end to
 * the beginning. A cursor of it is a place behind the order that it is in.
 */
export function sortedQuery<By extends string>(
  orders: Readonly<Record<By, z.ZodType<string[]>>>,
  usual: NoInfer<By> | `-${NoInfer<By>}`,
) {
  const names = (Object.keys(orders) as By[]).flatMap((by) => [by, `-${by}`] as const)
  const place = z
    .string()
    .array()
    .refine(([sort, ...rest]) => {
      const of = (sort ?? '').replace(/^-/, '')
      return Object.hasOwn(orders, of) && orders[of as By].safeParse(rest).success
    })
  return pageQuery(place).extend({ sort: z.enum(names).default(usual as never) })
}

/** What every list answers: `next` is the `after` of the page behind this one, null at the end. */
export const pageOf = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), next: z.string().nullable() })

export function toPageView<T, V>({ items, next }: Page<T>, toView: (item: T) => V) {
  return { items: items.map(toView), next: next && writeCursor(next) }
}

const writeCursor = (place: Place) => Buffer.from(JSON.stringify(place)).toString('base64url')

function readCursor(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString())
  } catch {
    return undefined
  }
}

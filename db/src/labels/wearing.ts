import type { LabelledThing } from '@tamaru/domain'
import type { Sql } from '../open-db.ts'

/** What every list of things that can wear labels is asked by: those that wear this one. */
export interface LabelAsked {
  label?: string
}

/** The condition that a thing of this kind, by its id, wears the label that was asked for; none where none was. */
export const wearing = (
  sql: Sql,
  thing: LabelledThing,
  column: { account: ReturnType<Sql>; id: ReturnType<Sql> },
  { label }: LabelAsked,
) =>
  label === undefined
    ? sql``
    : sql`and exists (select from labelling w where w.account_id = ${column.account} and w.label_id = ${label}
        and w.thing = ${thing} and w.thing_id = ${column.id}::text)`

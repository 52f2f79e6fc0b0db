/** Somebody whom staff have chosen; `name` as they may see it, null where only the id is known. */
export interface ChosenPerson {
  shopperId: string
  name: string | null
  /** The entry by which they were chosen. */
  entryId: string | null
}

/** A column of a table. Its cells are the slot of its name; without one, `text`. */
export interface Column<T, O extends string = string> {
  name: string
  label: string
  text?: (row: T) => string
  /** The order of the server's by which the list can be asked for. */
  order?: O
  /** By what the table can be put in order where all of it is there. */
  sort?: (row: T) => string | number
  /** As CSS has it; an equal share where there is none. */
  width?: string
  /** Not shown until somebody chooses it. */
  hidden?: boolean
}

const keyOf = (table: string) => `tamaru.columns.${table}`

/** Recalls which columns somebody chose for a table here; none where nothing was chosen, or nothing can be kept. */
export function recallColumns(table: string): Record<string, boolean> {
  try {
    return JSON.parse(localStorage.getItem(keyOf(table)) ?? '{}') as Record<string, boolean>
  } catch {
    return {}
  }
}

export function keepColumns(table: string, shown: Record<string, boolean>): void {
  try {
    localStorage.setItem(keyOf(table), JSON.stringify(shown))
  } catch {
    // It then lasts as long as the page.
  }
}

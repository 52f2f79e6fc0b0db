import type { Db } from '@tamaru/db'

/** What is made anew of the books, by a clock and by whoever looks, whatever they are answered. */
const FACTS = ['person_fact', 'person_receipt', 'person_product', 'person_happened', 'person_touched']
/** What may change though the answer is an error: that somebody was here, and how often they have asked. */
const NOT_WATCHED = ['session', 'allowance', ...FACTS]

/** Makes what tells a database's state: one hash a table, over all its rows. */
export async function watchBooks(db: Db): Promise<() => Promise<Record<string, string>>> {
  const tables = await db<{ name: string }[]>`
    select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace order by 1`
  const watched = tables.map(({ name }) => name).filter((name) => !NOT_WATCHED.includes(name))
  const select = watched
    .map(
      (name) =>
        `select '${name}' as name, coalesce(sum(hashtextextended(t::text, 0)), 0)::text || '/' || count(*) as hash from "${name}" t`,
    )
    .join(' union all ')
  return async () => {
    const rows = await db.unsafe<{ name: string; hash: string }[]>(select)
    return Object.fromEntries(rows.map(({ name, hash }) => [name, hash]))
  }
}

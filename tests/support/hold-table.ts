import type { Db } from '@tamaru/db'

/** Keeps everybody from reading, or only from writing, a table until it is let go: work on it lasts as if there were very much. */
export async function holdTable(
  db: Db,
  table: string,
  from: 'reading' | 'writing' = 'reading',
): Promise<() => Promise<void>> {
  const [holding, over] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  const mode = from === 'reading' ? 'access exclusive' : 'share row exclusive'
  const held = db.begin(async (sql) => {
    await sql.unsafe(`lock table ${table} in ${mode} mode`)
    holding.resolve()
    await over.promise
  })
  await holding.promise
  return async function letGo() {
    over.resolve()
    await held
  }
}

import { fitJson, fitText } from '@tamaru/domain'

/**
 * Writes and reads arrays by the numbers that PostgreSQL gives their types (pg_type.dat). The client could ask
 * for them on each new connection, but an end of the connection at that moment would be thrown outside of any promise.
 */
export const arrayTypes = Object.fromEntries(
  Object.entries({
    bool: [1000, (text: string) => text === 't'],
    int2: [1005, Number],
    int4: [1007, Number],
    int8: [1016, String],
    text: [1009, String],
    varchar: [1015, String],
    float8: [1022, Number],
    numeric: [1231, Number],
    date: [1182, String],
    timestamptz: [1185, (text: string) => new Date(text)],
    uuid: [2951, String],
    jsonb: [3807, (text: string) => JSON.parse(text) as unknown],
  } satisfies Record<string, [number, (text: string) => unknown]>).map(([name, [oid, read]]) => [
    `${name}_array`,
    { to: oid, from: [oid], serialize: writeArray, parse: (text: string) => readArray(text, read) },
  ]),
)

/** `{"a","b",NULL}`, of one dimension. */
function writeArray(items: readonly unknown[]): string {
  return `{${items.map(writeItem).join(',')}}`
}

function writeItem(item: unknown): string {
  if (item === null || item === undefined) return 'NULL'
  const text =
    item instanceof Date ? item.toISOString() : typeof item === 'object' ? fitJson(item) : String(item)
  return `"${fitText(text).replace(/["\\]/g, '\\$&')}"`
}

function readArray(text: string, read: (item: string) => unknown): unknown[] {
  return [...text.slice(1, -1).matchAll(/"((?:[^"\\]|\\.)*)"|([^,]+)/gs)].map(([, quoted, bare]) =>
    quoted !== undefined ? read(quoted.replace(/\\(.)/gs, '$1')) : bare === 'NULL' ? null : read(bare!),
  )
}

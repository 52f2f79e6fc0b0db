import { readFile, readdir } from 'node:fs/promises'
import { basename, join } from 'node:path'

/** The camera roll: JPEG photos of a folder, by name. An absent folder is an empty roll. */
export async function listSamples(folder: string | undefined): Promise<string[]> {
  if (!folder) return []
  const names = await readdir(folder).catch(() => [] as string[])
  return names.filter((name) => /\.jpe?g$/i.test(name)).sort()
}

/** One photo's bytes, or undefined where the folder has none of that name. */
export async function readSample(
  folder: string | undefined,
  name: string,
): Promise<Buffer<ArrayBuffer> | undefined> {
  if (!folder || basename(name) !== name || !/\.jpe?g$/i.test(name)) return undefined
  return readFile(join(folder, name)).catch(() => undefined) as Promise<Buffer<ArrayBuffer> | undefined>
}

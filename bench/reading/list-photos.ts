import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import type { Truth } from './answer.ts'

export interface KnownPhoto {
  name: string
  file: string
  truth: Truth
}

/** The photos of a folder that have their truth beside them: NAME.jpg and NAME.json. */
export async function listPhotos(folder: string): Promise<KnownPhoto[]> {
  const files = new Set(await readdir(folder))
  const names = [...files].filter((file) => file.endsWith('.jpg')).map((file) => path.basename(file, '.jpg'))
  const known = names.filter((name) => files.has(`${name}.json`)).sort()
  if (known.length === 0) throw new Error(`no NAME.jpg with its NAME.json in ${folder}`)
  return Promise.all(
    known.map(async (name) => ({
      name,
      file: path.join(folder, `${name}.jpg`),
      truth: JSON.parse(await readFile(path.join(folder, `${name}.json`), 'utf8')),
    })),
  )
}

import { randomUUID } from 'node:crypto'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { splitPhotoKey } from './photo-key.ts'
import type { PhotoStore } from './photo-store.ts'

/** Photos as files in a folder. A photo appears whole or not at all: written aside, flushed, then renamed. */
export class FolderPhotoStore implements PhotoStore {
  readonly #folder: string
  constructor(folder: string) {
    this.#folder = folder.startsWith('file:') ? fileURLToPath(folder) : path.resolve(folder)
  }

  async put(key: string, bytes: Uint8Array): Promise<void> {
    const target = this.#path(key)
    await mkdir(path.dirname(target), { recursive: true })
    const aside = `${target}.${randomUUID()}.part`
    try {
      await writeFile(aside, bytes, { flag: 'wx', flush: true })
      await rename(aside, target)
    } catch (error) {
      await rm(aside, { force: true })
      throw error
    }
  }

  async get(key: string): Promise<Uint8Array | undefined> {
    try {
      return await readFile(this.#path(key))
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
      throw error
    }
  }

  async delete(key: string): Promise<void> {
    await rm(this.#path(key), { force: true })
  }

  #path(key: string): string {
    const { accountId, sha256 } = splitPhotoKey(key)
    return path.join(this.#folder, accountId, sha256.slice(0, 2), sha256)
  }
}

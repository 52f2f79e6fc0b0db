import { randomUUID } from 'node:crypto'
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
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
    const file = await open(aside, 'wx')
    try {
      await file.writeFile(bytes)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(aside, target)
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
    if (!/^[\w-]+\/[0-9a-f]{64}$/.test(key)) throw new Error(`not a photo key: ${key}`)
    const [account, sha256] = key.split('/') as [string, string]
    return path.join(this.#folder, account, sha256.slice(0, 2), sha256)
  }
}

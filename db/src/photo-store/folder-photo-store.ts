import { randomUUID } from 'node:crypto'
import { mkdir, open, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { splitPhotoKey } from './photo-key.ts'
import { PhotoStoreFailed } from './photo-store-failed.ts'
import type { OpenPhoto, PhotoStore } from './photo-store.ts'
import { streamPieces } from './stream-pieces.ts'

const UNFINISHED = '.part'
const PIECE_BYTES = 64 * 1024

/** Photos as files in a folder. A photo appears whole or not at all: written aside, flushed, then renamed. */
export class FolderPhotoStore implements PhotoStore {
  readonly #folder: string
  constructor(folder: string) {
    this.#folder = folder.startsWith('file:') ? fileURLToPath(folder) : path.resolve(folder)
  }

  async put(key: string, bytes: Uint8Array | Uint8Array[]): Promise<void> {
    const target = this.#path(key)
    const aside = `${target}.${randomUUID()}${UNFINISHED}`
    try {
      await mkdir(path.dirname(target), { recursive: true })
      await writeFile(aside, bytes, { flag: 'wx', flush: true })
      await rename(aside, target)
      await flushFolder(path.dirname(target))
    } catch (error) {
      await rm(aside, { force: true }).catch(() => {})
      throw new PhotoStoreFailed('put', error)
    }
  }

  async get(key: string): Promise<Uint8Array | undefined> {
    const found = await readFile(this.#path(key)).catch(undefinedIfAbsent('get'))
    return found ?? this.#missing(key)
  }

  async open(key: string): Promise<OpenPhoto | undefined> {
    const file = await open(this.#path(key), 'r').catch(undefinedIfAbsent('get'))
    if (!file) return this.#missing(key)
    const close = () => file.close()
    const read = async () => {
      const { bytesRead, buffer } = await file.read(new Uint8Array(PIECE_BYTES))
      return buffer.subarray(0, bytesRead)
    }
    try {
      return { bytes: (await file.stat()).size, body: streamPieces({ read, close }) }
    } catch (error) {
      await close()
      throw new PhotoStoreFailed('get', error)
    }
  }

  async delete(key: string): Promise<void> {
    await rm(this.#path(key), { force: true }).catch(undefinedIfAbsent('delete'))
  }

  async removeUnfinished(before: Date): Promise<number> {
    let removed = 0
    for await (const file of this.#listFiles()) {
      if (!file.endsWith(UNFINISHED)) continue
      const found = await stat(file).catch(undefinedIfAbsent('look'))
      if (!found || found.mtime >= before) continue
      await rm(file, { force: true })
      removed++
    }
    return removed
  }

  /** Where not even the account's folder is there, the disk is not: a volume that is not mounted must not look like loss. */
  async #missing(key: string): Promise<undefined> {
    const folder = path.join(this.#folder, splitPhotoKey(key).accountId)
    await stat(folder).catch((error) => {
      throw new PhotoStoreFailed('get', error)
    })
  }

  /** Folder by folder: all names together may be millions. */
  async *#listFiles(): AsyncGenerator<string> {
    for (const account of await listFolder(this.#folder))
      for (const shelf of await listFolder(path.join(this.#folder, account))) {
        const folder = path.join(this.#folder, account, shelf)
        for (const name of await listFolder(folder)) yield path.join(folder, name)
      }
  }

  #path(key: string): string {
    const { accountId, name } = splitPhotoKey(key)
    return path.join(this.#folder, accountId, name.slice(0, 2), name)
  }
}

async function listFolder(folder: string): Promise<string[]> {
  return (await readdir(folder).catch(undefinedIfAbsent('list'))) ?? []
}

function undefinedIfAbsent(doing: string): (error: NodeJS.ErrnoException) => undefined {
  return (error) => {
    if (error.code !== 'ENOENT' && error.code !== 'ENOTDIR') throw new PhotoStoreFailed(doing, error)
    return undefined
  }
}

/** A new name outlives a power cut only when its folder is flushed as well. Windows has no such thing, and needs none. */
async function flushFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

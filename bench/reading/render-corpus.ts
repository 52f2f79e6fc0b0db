import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readdir, readFile, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'

const ROOT = path.join(import.meta.dirname, '../..')
const GENERATOR = path.join(ROOT, 'bench/samples')

export interface CorpusPlan {
  seed: string
  count: number
}

/**
 * Photos that the repository draws itself, in `.dev/corpus`: the same seed, the same receipts, anywhere. Drawn once; again
 * when the drawing has changed. Returns the folder.
 */
export async function renderCorpus({ seed, count }: CorpusPlan): Promise<string> {
  const folder = path.join(ROOT, '.dev/corpus', `${seed}-${count}-${await digestGenerator()}`)
  if (existsSync(folder)) return folder
  console.error(`drawing ${count} photos into ${path.relative(process.cwd(), folder)}, some seconds each`)
  const unfinished = `${folder}.unfinished`
  await rm(unfinished, { recursive: true, force: true })
  const args = ['--seed', seed, '--count', String(count), '--out', unfinished]
  await promisify(execFile)(process.execPath, [path.join(GENERATOR, 'draw-samples.ts'), ...args])
  await rename(unfinished, folder)
  return folder
}

async function digestGenerator(): Promise<string> {
  const hash = createHash('sha256')
  const files = await readdir(GENERATOR, { recursive: true })
  const sources = files.filter((file) => /(?<!\.test)\.[jt]s$/.test(file)).sort()
  for (const source of sources) hash.update(await readFile(path.join(GENERATOR, source)))
  return hash.digest('hex').slice(0, 8)
}

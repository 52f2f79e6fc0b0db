import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chown, mkdir, rename, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { asNobody, canNobodyEnter, NOBODY, runsAsRoot } from './run-as-nobody.ts'

/** The folder for the data: `folder` itself, or where `nobody` cannot enter it a twin, named after it, where it can. */
export async function placeData(folder: string): Promise<string> {
  const wanted = path.resolve(folder)
  await mkdir(wanted, { recursive: true })
  if (!runsAsRoot || canNobodyEnter(wanted)) return wanted
  const twin = `/var/tmp/tamaru-data-${createHash('sha256').update(wanted).digest('hex').slice(0, 12)}`
  await mkdir(twin, { recursive: true, mode: 0o755 })
  return twin
}

/** Makes the data folder on the first start: aside, then renamed, so that a start that was cut short leaves none. */
export async function initialiseData(binaries: string, data: string): Promise<void> {
  if (await stat(data).catch(() => null)) return
  const aside = `${data}.new`
  await rm(aside, { recursive: true, force: true })
  await mkdir(aside, { mode: 0o700 })
  if (runsAsRoot) await chown(aside, NOBODY, NOBODY)
  const made = spawnSync(
    path.join(binaries, 'bin', 'initdb'),
    ['-D', aside, '-U', 'tamaru', '--auth=trust', '--encoding=UTF8', '--locale=C', '--no-sync'],
    { encoding: 'utf8', ...asNobody() },
  )
  if (made.status !== 0) throw new Error(`initdb failed: ${made.error?.message ?? ''}${made.stderr ?? ''}`)
  await rename(aside, data)
}

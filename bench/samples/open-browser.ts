import { existsSync, mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium, type Browser } from 'playwright-core'

const flags = [
  '--no-sandbox',
  '--disable-dev-shm-usage',
  '--disable-background-networking',
  '--disable-component-update',
  '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE localhost , EXCLUDE 127.0.0.1',
]

/** A real Chromium: `CHROMIUM_PATH`, else the machine's own, else the one that comes with npm (Linux x64). */
export async function openBrowser(): Promise<Browser> {
  const own = process.env.CHROMIUM_PATH ?? findSystemChromium()
  if (own) return chromium.launch({ executablePath: own, args: flags })
  const packaged = await unpackChromium()
  return chromium.launch({ executablePath: packaged.path, args: flags, env: packaged.env })
}

function findSystemChromium(): string | undefined {
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
  const folders = (process.env.PATH ?? '').split(':')
  const mac = ['/Applications/Google Chrome.app/Contents/MacOS/Google Chrome']
  return [...folders.flatMap((folder) => names.map((name) => join(folder, name))), ...mac].find(existsSync)
}

/** The package unpacks its own shared libraries only where it believes itself on AWS, and always into TMPDIR. */
async function unpackChromium(): Promise<{ path: string; env: Record<string, string> }> {
  const cache = fileURLToPath(new URL('../../.dev/chromium', import.meta.url))
  mkdirSync(cache, { recursive: true })
  const { AWS_EXECUTION_ENV, TMPDIR } = process.env
  process.env.AWS_EXECUTION_ENV = 'AWS_Lambda_nodejs24.x'
  process.env.TMPDIR = cache
  try {
    const packaged = await import('@sparticuz/chromium')
    const path = await packaged.default.executablePath()
    const library = readdirSync(cache).find((name) => name.startsWith('al20'))
    const libraries = [library && join(cache, library, 'lib'), process.env.LD_LIBRARY_PATH]
      .filter(Boolean)
      .join(':')
    return { path, env: { ...definedOnly(process.env), LD_LIBRARY_PATH: libraries } }
  } finally {
    restore('AWS_EXECUTION_ENV', AWS_EXECUTION_ENV)
    restore('TMPDIR', TMPDIR)
  }
}

function restore(name: string, value: string | undefined) {
  if (value === undefined) delete process.env[name]
  else process.env[name] = value
}

function definedOnly(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  )
}

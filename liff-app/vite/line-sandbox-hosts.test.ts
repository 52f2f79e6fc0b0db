import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { type Rolldown, build } from 'vite'
import { describe, expect, it } from 'vitest'
import lineSandboxHosts, { replaceHosts } from './line-sandbox-hosts.ts'

const sandboxUrl = 'http://localhost:3100'

/** A page that uses the whole LIFF SDK, built in memory. */
async function buildWithSdk(plugins: ReturnType<typeof lineSandboxHosts>[]): Promise<string> {
  const entry = 'virtual:entry'
  const output = (await build({
    root: fileURLToPath(new URL('..', import.meta.url)),
    configFile: false,
    logLevel: 'silent',
    plugins: [
      ...plugins,
      {
        name: 'entry',
        resolveId: (id: string) =>
          id === entry ? fileURLToPath(new URL('./entry.js', import.meta.url)) : undefined,
        load: (id: string) =>
          id.endsWith('/vite/entry.js') ? 'import liff from "@line/liff"; window.app = liff' : undefined,
      },
    ],
    build: { write: false, minify: true, rolldownOptions: { input: entry } },
  })) as Rolldown.RolldownOutput
  return output.output.map((chunk) => ('code' in chunk ? chunk.code : '')).join('\n')
}

describe('a sandbox build of the mini-app', () => {
  it('calls no host of LINE, and keeps the issuer that ID tokens name', async () => {
    const code = await buildWithSdk([lineSandboxHosts({ sandboxUrl })])
    const hosts = new Set(code.match(/https?:\/\/[\w.-]*(line|localhost)[\w.:-]*/g))
    expect(hosts).toContain(sandboxUrl)
    // The issuer, and the links that the phone opens by itself; line.me/channel is a page for real devices.
    const left = [...hosts].filter((host) => host !== sandboxUrl && host !== 'https://access.line.me')
    expect(left.filter((host) => host !== 'https://line.me')).toEqual([])
    expect(code).toMatch(/\.iss\s*!==\s*[`"']https:\/\/access\.(line\.me|[`"'])/)
  }, 60_000)

  it('brings the frame along, which another build does not hold', async () => {
    const sandbox = await buildWithSdk([lineSandboxHosts({ sandboxUrl })])
    const product = await buildWithSdk([])
    expect(sandbox).toContain('line-sandbox:')
    expect(product).not.toContain('line-sandbox')
    expect(product).toContain('liff-subwindow.line.me')
  }, 60_000)
})

it('finds the host in the installed SDK’s table of endpoints', () => {
  const sdk = readFileSync(
    new URL('../../@liff/server-api/lib/index.es.js', import.meta.resolve('@line/liff')),
    'utf8',
  )
  const rewritten = replaceHosts(sdk, sandboxUrl)
  expect(rewritten).toContain(`"${sandboxUrl}/".concat(`)
  expect(rewritten).not.toContain('"line.me"')
})

import { readFileSync } from 'node:fs'
import type { Plugin } from 'vite'

const frameModule = 'virtual:line-sandbox-frame'

/**
 * Points the LIFF SDK at a LINE sandbox instead of LINE, in sandbox builds only: any ordinary browser then walks the
 * real login path, with the SDK's own code, against the sandbox's endpoints.
 *
 * The SDK (2.31) writes its hosts into its code, so they are replaced there, module by module. `verify-id-token` is
 * left alone: what it compares is the issuer in the ID token, which the sandbox writes as LINE does.
 *
 * `sandboxUrl` is an origin without a trailing slash, such as `http://localhost:3100`.
 */
export default function lineSandboxHosts({ sandboxUrl }: { sandboxUrl: string }): Plugin {
  const rewriting = rewriteSdk(sandboxUrl.replace(/\/+$/, ''))
  return {
    ...rewriting,
    enforce: 'pre',
    // In development Vite bundles dependencies before plugins see them; the same rewriting joins that bundling.
    config: () => ({ optimizeDeps: { rolldownOptions: { plugins: [rewriting] } } }),
  }
}

function rewriteSdk(sandboxUrl: string) {
  return {
    // Vite's cache of bundled dependencies is keyed by plugin names: another sandbox must not meet the first one's.
    name: `line-sandbox-hosts ${sandboxUrl}`,
    resolveId(id: string) {
      return id === frameModule ? `\0${frameModule}` : undefined
    },
    load(id: string) {
      if (id !== `\0${frameModule}`) return undefined
      const frame = readFileSync(new URL('./line-sandbox-frame.js', import.meta.url), 'utf8')
      return { code: frame.replace('__SANDBOX_ORIGIN__', sandboxUrl), moduleSideEffects: true }
    },
    transform: {
      filter: { id: /[\\/]@liff[\\/][^?]+\.js/ },
      handler(code: string, id: string) {
        const part = /@liff[\\/]([^\\/]+)/.exec(id)?.[1]
        if (part === 'verify-id-token') return undefined
        const rewritten = replaceHosts(code, sandboxUrl)
        if (part === 'server-api' && rewritten === code) {
          throw new Error(
            `line-sandbox-hosts: no host found in ${id}; the LIFF SDK has changed, and so must replaceHosts`,
          )
        }
        // The store is read by every path through the SDK, so the frame's code runs before any token is looked at.
        return {
          code: part === 'store' ? `import ${JSON.stringify(frameModule)};\n${rewritten}` : rewritten,
          map: null,
        }
      },
    },
  }
}

/** Every LINE host in the SDK's minified code, in the three ways that it spells them. */
export function replaceHosts(code: string, sandboxUrl: string): string {
  return (
    code
      // "https://".concat(subdomain,".").concat("line.me","/")
      .replace(
        /"https:\/\/"\.concat\(\w+,"\."\)\.concat\("line\.me","\/"\)/g,
        JSON.stringify(`${sandboxUrl}/`),
      )
      // "https://liff.".concat("line.me","/") and "https://api.".concat("line.me")
      .replace(/"https:\/\/[\w-]+\."\.concat\("line\.me"(,"\/")?\)/g, (_whole, slash?: string) =>
        JSON.stringify(slash ? `${sandboxUrl}/` : sandboxUrl),
      )
      // "https://liffsdk.line-scdn.net/xlt", "https://liff-subwindow.line.me"
      .replace(/https:\/\/[\w-]+\.(line\.me|line-scdn\.net|line-apps\.com)(?=[/"'`])/g, sandboxUrl)
  )
}

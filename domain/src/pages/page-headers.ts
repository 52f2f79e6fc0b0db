type Headers = Readonly<Record<string, string>>

/** On every answer, pages and API. Inside LINE the mini-app is a page of its own; the demo's phone shows it in a frame. */
export const HEADERS_EVERYWHERE: Headers = {
  'strict-transport-security': 'max-age=15552000; includeSubDomains',
  'x-content-type-options': 'nosniff',
  // LINE puts tokens into the first URL's query.
  'referrer-policy': 'no-referrer',
  'permissions-policy':
    'camera=(self), fullscreen=(self), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()',
  'x-permitted-cross-domain-policies': 'none',
}

/** On what the API says. It is data: nothing of it runs, should a browser be made to open it as a page. */
export const API_POLICY = "default-src 'none'; frame-ancestors 'none'; sandbox"

/** What the LIFF SDK 2.31 talks to, as read from its code: LINE publishes no list. */
const LIFF = {
  connect: [
    'https://api.line.me',
    'https://access.line.me',
    'https://liff.line.me',
    'https://liff-shortcut.line.me',
    'https://liffsdk.line-scdn.net',
    'https://uts-front.line-apps.com',
  ],
  script: ['https://static.line-scdn.net'],
  frame: ['https://liff-subwindow.line.me'],
  // People's pictures.
  img: ['https://profile.line-scdn.net', 'https://obs.line-scdn.net'],
}

/** What the pages may load. `standIn` is the origin of a stand-in for LINE, which the pages were built for. */
function policy(standIn?: string): string[] {
  const own = ["'self'", ...(standIn ? [standIn] : [])].join(' ')
  return [
    "default-src 'self'",
    `script-src ${own} ${LIFF.script.join(' ')}`,
    // Bars and rings are drawn by style attributes.
    "style-src 'self' 'unsafe-inline'",
    `img-src ${own} data: blob: ${LIFF.img.join(' ')}`,
    `connect-src ${own} ${LIFF.connect.join(' ')}`,
    `frame-src ${own} ${LIFF.frame.join(' ')}`,
    "object-src 'none'",
    "base-uri 'none'",
    `form-action ${own} https://access.line.me`,
  ]
}

/**
 * Lists the headers of the pages' files, by path; rules that match are added up, so no two of them name the same
 * header. The console's policy is enforced. The mini-app's is reported only: it lives in LINE's app, whose SDK may one
 * day ask for more than its code says today, and in whose frames nobody but LINE knows it is shown.
 */
export function pageHeaders(standIn?: string): readonly { at: string; headers: Headers }[] {
  const fresh = { 'cache-control': 'no-cache' }
  return [
    { at: '/*', headers: HEADERS_EVERYWHERE },
    { at: '/assets/*', headers: { 'cache-control': 'public, max-age=31536000, immutable' } },
    {
      at: '/index.html',
      headers: { ...fresh, 'content-security-policy-report-only': policy(standIn).join('; ') },
    },
    {
      at: '/staff.html',
      headers: {
        ...fresh,
        'content-security-policy': [...policy(standIn), "frame-ancestors 'none'"].join('; '),
      },
    },
    {
      at: '/404.html',
      headers: {
        ...fresh,
        'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
      },
    },
  ]
}

/** Returns the headers of one file, such as `/assets/app-4f2a.js`. */
export function headersOfFile(file: string, standIn?: string): Headers {
  const matching = pageHeaders(standIn).filter(({ at }) =>
    at.endsWith('*') ? file.startsWith(at.slice(0, -1)) : file === at,
  )
  // The first is what Cloudflare's asset server says of a file by itself.
  const asked = { 'cache-control': 'public, max-age=0, must-revalidate' }
  return Object.assign(asked, ...matching.map(({ headers }) => headers)) as Headers
}

/** Writes the headers of the pages as a file that Cloudflare's asset server reads. */
export function writeHeadersFile(): string {
  return pageHeaders()
    .map(({ at, headers }) =>
      [at, ...Object.entries(headers).map(([name, value]) => `  ${name}: ${value}`)].join('\n'),
    )
    .join('\n\n')
}

import { createHash, createHmac } from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'

export interface Bucket extends AsyncDisposable {
  /** As PHOTO_STORE takes it. */
  url: string
  objects: Map<string, { bytes: Buffer; mediaType: string | undefined }>
  /** Requests that are still to be answered with 503, as a busy store does. */
  busyFor: number
  /** Objects are cut off half-way, as where the line breaks. */
  breaksOff: boolean
}

const KEY_ID = 'test-key'
const SECRET = 'a/secret+that needs encoding'

/** A bucket that speaks enough of S3: put, get and delete of whole objects, with the signature of each request checked. */
export async function startBucket(): Promise<Bucket> {
  const objects: Bucket['objects'] = new Map()
  const server = createServer(async (request, response) => {
    const body = Buffer.concat(await request.toArray())
    const answer = (status: number, bytes?: Buffer) =>
      response.writeHead(status, bytes && { 'content-length': bytes.length }).end(bytes)
    if (!isSigned(request)) return answer(403)
    if (bucket.busyFor > 0) return answer(--bucket.busyFor >= 0 ? 503 : 500)
    const key = /^\/photos\/(.+)$/.exec(request.url!)?.[1]
    if (!key) return answer(404, Buffer.from('<Error><Code>NoSuchBucket</Code></Error>'))
    if (request.method === 'PUT') {
      objects.set(key, { bytes: body, mediaType: request.headers['content-type'] })
      return answer(200)
    }
    if (request.method === 'DELETE') return answer(objects.delete(key) ? 204 : 404)
    const bytes = objects.get(key)?.bytes
    if (!bytes || !bucket.breaksOff) return answer(bytes ? 200 : 404, bytes)
    response.writeHead(200, { 'content-length': bytes.length })
    return response.write(bytes.subarray(0, bytes.length / 2), () => response.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  const bucket: Bucket = {
    url: `s3://${KEY_ID}:${encodeURIComponent(SECRET)}@127.0.0.1:${port}/photos?region=auto&tls=off`,
    objects,
    busyFor: 0,
    breaksOff: false,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
  return bucket
}

/** AWS Signature Version 4, as the store computes it (docs.aws.amazon.com, "Authenticating Requests"). */
function isSigned(request: IncomingMessage): boolean {
  const pattern = /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\S+), SignedHeaders=(\S+), Signature=(\w+)$/
  const [, keyId, scope, names, signature] = pattern.exec(request.headers.authorization ?? '') ?? []
  if (keyId !== KEY_ID || !scope || !names) return false
  const headers = names.split(';').map((name) => `${name}:${String(request.headers[name])}\n`)
  const payload = String(request.headers['x-amz-content-sha256'])
  const [path, query = ''] = request.url!.split('?')
  const canonical = [request.method, path, query, headers.join(''), names, payload].join('\n')
  const digest = createHash('sha256').update(canonical).digest('hex')
  const toSign = ['AWS4-HMAC-SHA256', request.headers['x-amz-date'], scope, digest].join('\n')
  const mac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest()
  const key = scope.split('/').reduce<string | Buffer>(mac, `AWS4${SECRET}`)
  return mac(key, toSign).toString('hex') === signature
}

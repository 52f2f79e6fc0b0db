import { AwsClient } from 'aws4fetch'
import { splitPhotoKey } from './photo-key.ts'
import { PhotoStoreFailed } from './photo-store-failed.ts'
import type { OpenPhoto, PhotoStore } from './photo-store.ts'
import { streamPieces } from './stream-pieces.ts'

/**
 * Three tries of eight seconds: who uploads a photo hears before half a minute has passed, when phones and proxies give up
 * by themselves.
 */
const TRIES = 3
const TRY_LIMIT_MS = 8_000
const FIRST_PAUSE_MS = 250

/** Photos in a bucket that speaks S3: Cloudflare R2, AWS, MinIO. Runs on Node and on Workers. */
export class S3PhotoStore implements PhotoStore {
  readonly #client: AwsClient
  readonly #bucketUrl: string
  constructor(client: AwsClient, bucketUrl: string) {
    this.#client = client
    this.#bucketUrl = bucketUrl
  }

  static fromUrl(text: string): S3PhotoStore {
    const url = new URL(text.replace(/^s3:/, 'https:'))
    const client = new AwsClient({
      accessKeyId: decodeURIComponent(url.username),
      secretAccessKey: decodeURIComponent(url.password),
      region: url.searchParams.get('region') ?? 'auto',
      service: 's3',
      retries: 0,
    })
    const scheme = url.searchParams.get('tls') === 'off' ? 'http' : 'https'
    return new S3PhotoStore(client, `${scheme}://${url.host}${url.pathname.replace(/\/$/, '')}`)
  }

  async put(key: string, bytes: Uint8Array | Uint8Array[], mediaType: string): Promise<void> {
    await this.#request(key, {
      method: 'PUT',
      // Copied once, here; a body of bytes would be copied for each try.
      body: new Blob([bytes].flat() as Uint8Array<ArrayBuffer>[]),
      headers: { 'content-type': mediaType },
    })
  }

  async get(key: string): Promise<Uint8Array | undefined> {
    const response = await this.#request(key, { method: 'GET' })
    return response.status === 404 ? undefined : new Uint8Array(await response.arrayBuffer())
  }

  async open(key: string): Promise<OpenPhoto | undefined> {
    const { status, headers, body } = await this.#request(key, { method: 'GET' }, { leavesBody: true })
    if (status === 404 || !body) return undefined
    const [length, reader] = [headers.get('content-length'), body.getReader()]
    const read = async () => (await reader.read()).value
    const close = () => reader.cancel()
    return { bytes: length === null ? undefined : Number(length), body: streamPieces({ read, close }) }
  }

  async delete(key: string): Promise<void> {
    await this.#request(key, { method: 'DELETE' })
  }

  /** A bucket has an object whole or not at all. */
  removeUnfinished(): Promise<number> {
    return Promise.resolve(0)
  }

  async #request(
    key: string,
    init: RequestInit & { method: string },
    { leavesBody = false } = {},
  ): Promise<Response> {
    const { accountId, name } = splitPhotoKey(key)
    const url = `${this.#bucketUrl}/${accountId}/${name}`
    for (let attempt = 1; ; attempt++) {
      const result = await this.#try(url, init, leavesBody)
      if ('answer' in result) return result.answer
      if (!result.mayPass || attempt === TRIES) throw new PhotoStoreFailed(init.method, result.failure)
      await new Promise((resolve) => setTimeout(resolve, FIRST_PAUSE_MS * 2 ** attempt * Math.random()))
    }
  }

  /** One try; its answer is read to the end, unless the caller of a good one does that. `mayPass`: the store is busy or cannot be reached, and may be well in a moment. */
  async #try(
    url: string,
    init: RequestInit & { method: string },
    leavesBody: boolean,
  ): Promise<{ answer: Response } | { failure: unknown; mayPass: boolean }> {
    const late = new AbortController()
    const timer = setTimeout(() => late.abort(new Error('it took too long')), TRY_LIMIT_MS)
    try {
      const response = await this.#client.fetch(url, { ...init, signal: late.signal })
      const { status } = response
      if (response.ok && leavesBody) return { answer: response }
      const body = await response.arrayBuffer()
      if (response.ok || (status === 404 && isAboutObject(init.method, body)))
        return { answer: new Response(body.byteLength > 0 ? body : null, { status }) }
      const mayPass = status >= 500 || status === 429
      return { failure: `it answered ${status} to ${init.method}`, mayPass }
    } catch (failure) {
      return { failure, mayPass: true }
    } finally {
      clearTimeout(timer)
    }
  }
}

/** "Not found" is an answer to a question; to a PUT it means that there is no such bucket, and elsewhere S3 says so. */
function isAboutObject(method: string, body: ArrayBuffer): boolean {
  return method !== 'PUT' && !new TextDecoder().decode(body).includes('NoSuchBucket')
}

import { AwsClient } from 'aws4fetch'
import { splitPhotoKey } from './photo-key.ts'
import type { PhotoStore } from './photo-store.ts'

const TIME_LIMIT_MS = 30_000

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
    })
    const scheme = url.searchParams.get('tls') === 'off' ? 'http' : 'https'
    return new S3PhotoStore(client, `${scheme}://${url.host}${url.pathname.replace(/\/$/, '')}`)
  }

  async put(key: string, bytes: Uint8Array, mediaType: string): Promise<void> {
    await this.#request(key, {
      method: 'PUT',
      body: bytes as Uint8Array<ArrayBuffer>,
      headers: { 'content-type': mediaType },
    })
  }

  async get(key: string): Promise<Uint8Array | undefined> {
    const response = await this.#request(key, { method: 'GET' })
    return response.status === 404 ? undefined : new Uint8Array(await response.arrayBuffer())
  }

  async delete(key: string): Promise<void> {
    await this.#request(key, { method: 'DELETE' })
  }

  async #request(key: string, init: RequestInit): Promise<Response> {
    const { accountId, sha256 } = splitPhotoKey(key)
    const response = await this.#client.fetch(`${this.#bucketUrl}/${accountId}/${sha256}`, {
      ...init,
      signal: AbortSignal.timeout(TIME_LIMIT_MS),
    })
    // "Not found" is an answer to a question; to a PUT it means that there is no such bucket.
    const isAnswer = response.ok || (response.status === 404 && init.method !== 'PUT')
    if (!isAnswer) throw new Error(`photo store answered ${response.status} to ${init.method}`)
    return response
  }
}

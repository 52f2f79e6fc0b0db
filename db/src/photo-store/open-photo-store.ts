import { FolderPhotoStore } from './folder-photo-store.ts'
import type { OpenPhoto, PhotoStore } from './photo-store.ts'
import { S3PhotoStore } from './s3-photo-store.ts'

export { deletePhotoBytes } from './delete-photo-bytes.ts'
export { drawnKey, photoKey } from './photo-key.ts'
export { PhotoStoreFailed } from './photo-store-failed.ts'
export type { OpenPhoto, PhotoStore }

/**
 * Opens the store named by a URL: a folder (`file:///var/lib/tamaru/photos` or a plain path), or a bucket that speaks
 * S3 (`s3://KEY_ID:SECRET@host[:port]/bucket?region=auto`; add `&tls=off` for a plain-http store on the same host).
 */
export function openPhotoStore(url: string): PhotoStore {
  return url.startsWith('s3://') ? S3PhotoStore.fromUrl(url) : new FolderPhotoStore(url)
}

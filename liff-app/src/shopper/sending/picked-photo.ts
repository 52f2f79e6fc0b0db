import { shallowReadonly, shallowRef } from 'vue'

export interface PickedPhoto {
  file: Blob
  /** The key of the photo that this one is taken in place of. */
  instead?: string
}

const picked = shallowRef<PickedPhoto>()

/** From the buttons, which every first screen has, to the page that looks at it and sends it. */
export const usePickedPhoto = () => shallowReadonly(picked)

export function handOver(photo: PickedPhoto | undefined): void {
  picked.value = photo
}

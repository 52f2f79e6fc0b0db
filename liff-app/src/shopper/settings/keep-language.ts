import { watch } from 'vue'
import { request } from '../../api/request.ts'
import { useLanguage } from '../../ui/language.ts'
import { useShopper } from '../open-shopper.ts'

/** Has the chat speak the language in which the app is read, now and whenever the person chooses another. */
export function keepLanguage(): void {
  const { language } = useLanguage()
  const shopper = useShopper()
  watch(
    language,
    async (json) => {
      if (shopper.value?.language === json) return
      try {
        shopper.value = await request('PUT', '/api/me/language', { json: { language: json } })
      } catch {
        // The next opening tells it.
      }
    },
    { immediate: true },
  )
}

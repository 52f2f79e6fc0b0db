import { createApp, defineAsyncComponent, h } from 'vue'
import { startLanguage } from '../ui/language.ts'

/** Shows the notice by itself: whoever opens its address is asked for no login, and LIFF is left out. */
export function openNotice(): void {
  startLanguage(undefined)
  const NoticePage = defineAsyncComponent(() => import('./pages/NoticePage.vue'))
  createApp(() => h('main', h(NoticePage, { alone: true }))).mount('#app')
}

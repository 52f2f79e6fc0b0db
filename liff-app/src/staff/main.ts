import { VueQueryPlugin } from '@tanstack/vue-query'
import { createApp } from 'vue'
import { toProblem } from '../api/problem.ts'
import { startLanguage } from '../ui/language.ts'
import '../ui/tokens.css'
import './kit/kit.css'
import App from './App.vue'
import ClosedDoor from './frame/ClosedDoor.vue'
import { openStaff } from './open-staff.ts'
import { queryClient } from './query-client.ts'
import { createStaffRouter } from './router.ts'

startLanguage(undefined)
openStaff().then(
  () => {
    // Reads and later writes the URL, so only after liff.init has.
    const router = createStaffRouter()
    createApp(App).use(router).use(VueQueryPlugin, { queryClient }).mount('#app')
  },
  (thrown: unknown) => {
    if (!(thrown instanceof Error && 'status' in thrown)) console.error(thrown)
    createApp(ClosedDoor, { thrown, problem: toProblem(thrown) }).mount('#app')
  },
)

import { createRouter, createWebHistory, type Router } from 'vue-router'
import CampaignPage from './pages/CampaignPage.vue'
import CouponPage from './pages/CouponPage.vue'
import EntriesPage from './pages/EntriesPage.vue'
import EntryPage from './pages/EntryPage.vue'
import FairPage from './pages/FairPage.vue'
import HomePage from './pages/HomePage.vue'
import PointsPage from './pages/PointsPage.vue'
import RewardsPage from './pages/RewardsPage.vue'
import SendPage from './pages/SendPage.vue'
import SettingsPage from './pages/SettingsPage.vue'
import SurveyPage from './pages/SurveyPage.vue'

/**
 * The paths that messages in the chat link to, as `https://liff.line.me/{liffId}/entries/…`. Every page comes with the
 * first load: they are small, and a page that is fetched later is a page that is missing in the basement of a shop.
 */
export function createShopperRouter(): Router {
  return createRouter({
    history: createWebHistory(),
    scrollBehavior: (_to, _from, saved) => saved ?? { top: 0 },
    routes: [
      { path: '/', name: 'home', component: HomePage },
      { path: '/send', name: 'send', component: SendPage },
      { path: '/entries', name: 'entries', component: EntriesPage },
      { path: '/entries/:id', name: 'entry', component: EntryPage, props: true },
      { path: '/points', name: 'points', component: PointsPage },
      { path: '/rewards', name: 'rewards', component: RewardsPage },
      { path: '/coupons/:id', name: 'coupon', component: CouponPage, props: true },
      { path: '/fair', name: 'fair', component: FairPage },
      { path: '/campaign', name: 'campaign', component: CampaignPage },
      { path: '/survey', name: 'survey', component: SurveyPage },
      { path: '/settings', name: 'settings', component: SettingsPage },
      { path: '/:rest(.*)', redirect: '/' },
    ],
  })
}

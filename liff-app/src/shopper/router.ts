import { createRouter, createWebHistory, type Router } from 'vue-router'
import HomePage from './pages/HomePage.vue'

/**
 * The paths that messages in the chat link to, as `https://liff.line.me/{liffId}/entries/…`. Home comes with the first
 * load; the other pages follow as soon as it stands (`fetchPages`), because a page that is fetched when it is opened is
 * a page that is missing in the basement of a shop.
 */
export function createShopperRouter(): Router {
  return createRouter({
    history: createWebHistory(),
    scrollBehavior: (_to, _from, saved) => saved ?? { top: 0 },
    routes: [
      { path: '/', name: 'home', component: HomePage },
      { path: '/send', name: 'send', component: () => import('./pages/SendPage.vue') },
      { path: '/entries', name: 'entries', component: () => import('./pages/EntriesPage.vue') },
      { path: '/entries/:id', name: 'entry', component: () => import('./pages/EntryPage.vue'), props: true },
      { path: '/points', name: 'points', component: () => import('./pages/PointsPage.vue') },
      { path: '/rewards', name: 'rewards', component: () => import('./pages/RewardsPage.vue') },
      {
        path: '/coupons/:id',
        name: 'coupon',
        component: () => import('./pages/CouponPage.vue'),
        props: true,
      },
      { path: '/fair', name: 'fair', component: () => import('./pages/FairPage.vue') },
      { path: '/campaign', name: 'campaign', component: () => import('./pages/CampaignPage.vue') },
      { path: '/survey', name: 'survey', component: () => import('./pages/SurveyPage.vue') },
      { path: '/settings', name: 'settings', component: () => import('./pages/SettingsPage.vue') },
      { path: '/leave', name: 'leave', component: () => import('./pages/LeavePage.vue') },
      { path: '/notice', name: 'notice', component: () => import('./pages/NoticePage.vue') },
      { path: '/:rest(.*)', redirect: '/' },
    ],
  })
}

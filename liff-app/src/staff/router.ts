import { createRouter, createWebHistory, type RouteMeta, type Router, type RouteRecordRaw } from 'vue-router'
import { newAddressOf } from './new-address.ts'
import { type Group, PAGES, type PageName } from './pages.ts'

declare module 'vue-router' {
  interface RouteMeta {
    /** Which page of the menu this is, or belongs to. */
    page?: PageName
    group?: Group
    /** One thing of a list: another thing is another page. */
    isThing?: boolean
  }
}

/** The console's places, below `/staff`. Addresses of before, which messages and bookmarks carry, lead to where they stand now. */
export const staffRoutes = (): RouteRecordRaw[] => [
  ...PAGES.flatMap(({ name, group, path, component, ...page }) => [
    place({ name, path, component }, { page: name, group }),
    ...('below' in page ? page.below : []).map((thing) => place(thing, { page: name, group, isThing: true })),
  ]),
  { path: '/:rest(.*)', redirect: ({ query }) => newAddressOf(query) },
]

/** To be made after `liff.init` has read the URL, which this rewrites. */
export const createStaffRouter = (): Router =>
  createRouter({ history: createWebHistory('/'), routes: staffRoutes() })

const place = (
  { name, path, component }: Pick<RouteRecordRaw, 'path' | 'component'> & { name: string },
  meta: RouteMeta,
) => ({ name, path: `/staff${path}`, component, props: true, meta }) as RouteRecordRaw

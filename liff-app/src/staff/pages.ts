import type { Right } from '@tamaru/domain'
import type { RouteRecordRaw } from 'vue-router'
import type AppIcon from '../ui/AppIcon.vue'

/** The console's groups, in the order of their keys; one without a page that somebody may see is not shown. */
export const GROUPS = ['today', 'review', 'people', 'tell', 'shop', 'effect', 'settings'] as const
export type Group = (typeof GROUPS)[number]

/** A page of the menu. Where it leads further, to one thing of a list, `below` has those routes. */
interface StaffPage {
  name: string
  group: Group
  /** Below `/staff`. */
  path: string
  icon: InstanceType<typeof AppIcon>['$props']['name']
  component: RouteRecordRaw['component']
  /** What somebody must be let do to see it; seeing, where none is named. */
  right?: Right
  /** Staff who are bound to stores see it too: the API shows them what is theirs. */
  ofStores?: true
  below?: readonly { name: string; path: string; component: RouteRecordRaw['component'] }[]
}

/** Every page of the console. A page more is a row here, its words in `words/frame.ts`, and its component. */
export const PAGES = [
  {
    name: 'overview',
    group: 'today',
    path: '/today',
    icon: 'chart',
    ofStores: true,
    component: () => import('./overview/OverviewPage.vue'),
  },
  {
    name: 'review',
    group: 'review',
    path: '/review/:state?/:entry?',
    icon: 'list',
    ofStores: true,
    component: () => import('./review/ReviewPage.vue'),
  },
  {
    name: 'customers',
    group: 'people',
    path: '/customers',
    icon: 'person',
    ofStores: true,
    component: () => import('./customers/CustomersPage.vue'),
    below: [
      {
        name: 'customer',
        path: '/customers/:id',
        component: () => import('./customers/CustomerPage.vue'),
      },
    ],
  },
  {
    name: 'segments',
    group: 'people',
    path: '/segments',
    icon: 'scale',
    component: () => import('./segments/SegmentsPage.vue'),
    below: [
      {
        name: 'segment',
        path: '/segments/:id',
        component: () => import('./segments/SegmentPage.vue'),
      },
    ],
  },
  {
    name: 'tags',
    group: 'people',
    path: '/tags',
    icon: 'stamp',
    component: () => import('./tags/TagsPage.vue'),
  },
  {
    name: 'audiences',
    group: 'people',
    path: '/audiences/:id?',
    icon: 'list',
    component: () => import('./audiences/AudiencesPage.vue'),
  },
  {
    name: 'imports',
    group: 'people',
    path: '/imports',
    icon: 'box',
    right: 'write',
    component: () => import('./imports/ImportsPage.vue'),
    below: [
      {
        name: 'import',
        path: '/imports/:id',
        component: () => import('./imports/ImportPage.vue'),
      },
    ],
  },
  {
    name: 'nps',
    group: 'tell',
    path: '/nps',
    icon: 'chat',
    ofStores: true,
    component: () => import('./nps/NpsPage.vue'),
  },
  {
    name: 'messages',
    group: 'tell',
    path: '/messages/:state?',
    icon: 'send',
    component: () => import('./messages/MessagesPage.vue'),
  },
  {
    name: 'templates',
    group: 'tell',
    path: '/templates',
    icon: 'stamp',
    component: () => import('./templates/TemplatesPage.vue'),
    below: [
      {
        name: 'template',
        path: '/templates/:kind',
        component: () => import('./templates/TemplatePage.vue'),
      },
    ],
  },
  {
    name: 'campaigns',
    group: 'shop',
    path: '/campaigns',
    icon: 'calendar',
    component: () => import('./campaigns/CampaignList.vue'),
    below: [
      {
        name: 'campaign',
        path: '/campaigns/:id/:tab?',
        component: () => import('./campaigns/CampaignPage.vue'),
      },
    ],
  },
  {
    name: 'rewards',
    group: 'shop',
    path: '/rewards/:state?',
    icon: 'gift',
    component: () => import('./rewards/RewardsPage.vue'),
  },
  {
    name: 'budgets',
    group: 'shop',
    path: '/budgets/:id?',
    icon: 'yen',
    right: 'points',
    component: () => import('./budgets/BudgetsPage.vue'),
  },
  {
    name: 'till',
    group: 'shop',
    path: '/till',
    icon: 'ticket',
    right: 'review',
    ofStores: true,
    component: () => import('./rewards/TillPage.vue'),
  },
  {
    name: 'products',
    group: 'shop',
    path: '/products/:id?',
    icon: 'box',
    component: () => import('./products/ProductsPage.vue'),
  },
  {
    name: 'aliases',
    group: 'shop',
    path: '/names/:state?/:id?',
    icon: 'cart',
    component: () => import('./aliases/AliasesPage.vue'),
  },
  {
    name: 'stores',
    group: 'shop',
    path: '/stores',
    icon: 'shop',
    ofStores: true,
    component: () => import('./settings/StoresPage.vue'),
  },
  {
    name: 'labels',
    group: 'settings',
    path: '/labels',
    icon: 'list',
    component: () => import('./labels/LabelsPage.vue'),
  },
  {
    name: 'insight',
    group: 'effect',
    path: '/baskets',
    icon: 'cart',
    component: () => import('./insight/InsightPage.vue'),
  },
  {
    name: 'staff',
    group: 'settings',
    path: '/rights',
    icon: 'person',
    right: 'approve',
    component: () => import('./settings/StaffPage.vue'),
  },
  {
    name: 'ranks',
    group: 'settings',
    path: '/ranks',
    icon: 'medal',
    component: () => import('./settings/RanksPage.vue'),
  },
  {
    name: 'sending',
    group: 'settings',
    path: '/sending',
    icon: 'send',
    component: () => import('./settings/SendingPage.vue'),
  },
  {
    name: 'notice',
    group: 'settings',
    path: '/notice',
    icon: 'list',
    component: () => import('./settings/NoticePage.vue'),
  },
  {
    name: 'testPeople',
    group: 'settings',
    path: '/test-people',
    icon: 'bird',
    component: () => import('./people/TestPeoplePage.vue'),
  },
  {
    name: 'audit',
    group: 'settings',
    path: '/audit',
    icon: 'clock',
    right: 'approve',
    component: () => import('./settings/AuditPage.vue'),
  },
  {
    name: 'outflows',
    group: 'settings',
    path: '/outflows/:id?',
    icon: 'send',
    right: 'approve',
    component: () => import('./outflows/OutflowsPage.vue'),
  },
  {
    name: 'accesses',
    group: 'settings',
    path: '/accesses',
    icon: 'list',
    right: 'settings',
    component: () => import('./leaving/AccessPage.vue'),
  },
  {
    name: 'person-data',
    group: 'settings',
    path: '/person-data/:id?',
    icon: 'person',
    right: 'settings',
    component: () => import('./leaving/PersonDataPage.vue'),
  },
  {
    name: 'jobs',
    group: 'settings',
    path: '/jobs',
    icon: 'turn',
    right: 'send',
    component: () => import('./jobs/JobsPage.vue'),
  },
] as const satisfies readonly StaffPage[]

export type PageName = (typeof PAGES)[number]['name']

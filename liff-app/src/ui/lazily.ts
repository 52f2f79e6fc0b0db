import { type AsyncComponentLoader, type Component, defineAsyncComponent } from 'vue'

/** Makes a component that is fetched when it is first shown: anew once there is a connection again, where there was none. */
export const lazily = <C extends Component>(loader: AsyncComponentLoader<C>): C =>
  defineAsyncComponent<C>({
    loader,
    onError: (_thrown, retry) => window.addEventListener('online', retry, { once: true }),
  })

import type { Client } from 'urql'
import { BoardFeed } from './boardFeed.js'
import { BoardStore } from './boardStore.js'
import { browserFrames } from './frames.js'

/** What the parts of the page work on: what is known, and where it comes from. */
export interface Board {
  readonly store: BoardStore
  readonly feed: BoardFeed
}

/** Opens the board for as long as the page is there. */
export function openBoard(client: Client): Board {
  const store = new BoardStore(browserFrames)
  return { store, feed: new BoardFeed(client, store) }
}

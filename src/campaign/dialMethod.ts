/** How contacts reach agents: an agent starts the call, it starts once an agent is free, or before one is. */
export const dialMethods = ['PREVIEW', 'PROGRESSIVE', 'PREDICTIVE'] as const
export type DialMethod = (typeof dialMethods)[number]

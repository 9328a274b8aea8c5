/**
 * What the API says about each argument of a campaign, in its own words: tests/web/campaignForm.test.ts holds them against
 * schema.graphql, so that page and API never say two things.
 */
export const hints = {
  name: '1 to 200 characters.',
  timeZone: "IANA zone for the campaign's day; the organisation's when left out.",
  dialMethod: 'How contacts reach agents.',
  distribution: 'Which agent gets pushed work; LONGEST_WAITING when left out.',
  maxAttempts: 'Dials per contact, 1 to 100.',
  numberPauseMinutes: 'Minutes between the dials of two numbers of one contact, 0 to 10,080.',
  callbackGraceMinutes:
    'Minutes after the promised instant for which only the agent who promised a callback is offered it, 0 to 10,080.',
  ageingMinutes:
    'So many minutes of waiting are worth one step of priority, 1 to 10,080; left out or 0: priority first, whatever the age.',
  abandonRateLimit: 'Largest share of live answers that may find no agent, 0..1.',
  isRefilled: 'Its queue is filled by itself before it runs dry.',
  callsBusinesses:
    'It calls businesses, not consumers; kept with each call record. A new campaign calls consumers when left out.',
  closesWhenDone: 'It becomes COMPLETED by itself when no contact of its lists can ever be dialled again.',
  policyPack:
    'Code of a policy pack, NONE for none of them. When left out, and without callingHours, the campaign cannot be started.',
  personScope:
    'How far contacts with one number are one person; left out: NUMBER_IN_CAMPAIGN, and CONTACT where it calls businesses.',
  reliesOnRegistry: 'The national do-not-call registry that it relies on, such as us-national; none when left out.',
  registries: 'The do-not-call registries that it relies on, at most ten; none when left out.',
  frequencyCaps: 'At most 10, besides those of the pack.',
  callingHours: 'Its own windows; only those of its pack when left out.',
  contactFilter: 'Only these contacts of its lists; all when left out.',
  listWeights:
    'How its lists share the claims; a list without a weight beside one that has one counts 1. Without any, priority and age alone decide.',
  seller: 'On whose behalf it calls, at most 200 characters; kept with each call record.',
  product: 'What it offers, at most 200 characters; kept with each call record.',
  callerId: 'The number that the called person sees, E.164; kept with each call record.',
  script: 'What its agents say, at most 10,000 characters; kept with each call record.',
} as const

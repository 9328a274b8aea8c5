import 'reflect-metadata'
import { lexicographicSortSchema, printSchema, type GraphQLSchema } from 'graphql'
import { buildSchemaSync } from 'type-graphql'
import { AgentResolver } from './agent.resolver.js'
import { AgentHistoryResolver } from './agentHistory.resolver.js'
import { AuditResolver } from './audit.resolver.js'
import { enforcePermissions } from './authorization.js'
import { BackgroundResolver } from './background.resolver.js'
import { CallbackResolver, OutcomeWarnings } from './callback.resolver.js'
import { CallingHoursResolver } from './callingHours.resolver.js'
import { CampaignResolver } from './campaign.resolver.js'
import { CampaignChoiceFields, ContactFilterResolver, ListWeightFields } from './contactFilter.resolver.js'
import { ClosedDayResolver } from './closedDay.resolver.js'
import { ContactCallFields, ContactPastFields } from './contactPast.resolver.js'
import { PlaceFields } from './place.resolver.js'
import { ContactResolver } from './contact.resolver.js'
import { DialQueueResolver } from './dialQueue.resolver.js'
import { ContactExplanationFields, DiagnosisResolver } from './diagnosis.resolver.js'
import { ConsentFields, ConsentResolver } from './consent.resolver.js'
import { DoNotCallFields, DoNotCallResolver } from './doNotCall.resolver.js'
import {
  AgentFields,
  CampaignFields,
  CampaignStatsFields,
  ContactFields,
  ContactListFields,
  DialQueueEntryConnectionFields,
  DialQueueEntryFields,
} from './floor.resolver.js'
import { ListResetResolver } from './listReset.resolver.js'
import { permissions } from './permissions.js'
import { ContactNumberFields, OutcomeFields, RetryResolver } from './retry.resolver.js'
import { DistributionResolver } from './distribution.resolver.js'
import { ServerTimeResolver } from './serverTime.resolver.js'
import { PolicyFields, PolicyResolver } from './policy.resolver.js'

/** The executable schema; every root field asks the table of permissions first. */
export function createSchema(): GraphQLSchema {
  const schema = buildSchemaSync({
    resolvers: [
      AgentResolver,
      AgentHistoryResolver,
      AuditResolver,
      BackgroundResolver,
      CallbackResolver,
      OutcomeWarnings,
      CallingHoursResolver,
      RetryResolver,
      OutcomeFields,
      ContactNumberFields,
      CampaignResolver,
      ContactResolver,
      DialQueueResolver,
      DiagnosisResolver,
      ContactExplanationFields,
      ListResetResolver,
      ConsentResolver,
      ConsentFields,
      DoNotCallResolver,
      DoNotCallFields,
      CampaignFields,
      CampaignStatsFields,
      ContactListFields,
      ContactFields,
      ClosedDayResolver,
      ContactPastFields,
      PlaceFields,
      ContactCallFields,
      AgentFields,
      DialQueueEntryFields,
      DialQueueEntryConnectionFields,
      ContactFilterResolver,
      DistributionResolver,
      CampaignChoiceFields,
      ListWeightFields,
      PolicyResolver,
      PolicyFields,
      ServerTimeResolver,
    ],
    // TypeGraphQL wants one for any subscription; ours brings its own iterator, so nothing is ever published here.
    pubSub: { publish: refusePubSub, subscribe: refusePubSub },
    // The use cases check values, with errors of their own; class-validator is not used.
    validate: false,
  })
  enforcePermissions(schema, permissions)
  return schema
}

function refusePubSub(): never {
  throw new Error('subscriptions bring their own iterator')
}

/** The schema as text, sorted: what `schema.graphql` holds. */
export function schemaText(): string {
  return `${printSchema(lexicographicSortSchema(createSchema()))}\n`
}

import { registryAgeSql } from '../doNotCall/campaignRegistry.store.js'
import { builtInPacks } from '../policy/builtInPacks.js'
import { effectiveCapsSql } from '../policy/campaignCap.store.js'
import { consentFlagsSql, effectiveConsentSql } from '../policy/campaignConsent.store.js'
import { DEFAULT_REGISTRY_MAX_AGE_DAYS } from '../policy/policyPack.js'
import { isAsked, sampleOf, type Check } from './check.js'

// The rules of a jurisdiction as the queue reads them, against the packs in which they are written.

/** The built-in packs as rows of (code, rules). */
const builtIn = builtInPacks
  .map(({ code, rules }) => `('${code}', '${JSON.stringify(rules).replaceAll("'", "''")}'::jsonb)`)
  .join(', ')

const consentFlags = Object.entries(consentFlagsSql("rules -> 'consent'"))

/** What campaigns obey. */
export const policyChecks: readonly Check[] = [
  {
    id: 'campaign-policy',
    sentence:
      'Every campaign names no policy pack or one that exists, and obeys what the pack says, its own caps, and no others.',
    sql: `WITH built_in (code, rules) AS (VALUES ${builtIn}),
     wanted AS (
       SELECT campaign.organization_id, campaign.id AS campaign_id, campaign.registry_max_age_days, campaign.dial_method,
         campaign.frequency_caps, ${consentFlags.map(([column]) => `campaign.${column}`).join(', ')},
         coalesce(edited.rules, built_in.rules) AS rules
       FROM campaign
       LEFT JOIN policy_pack AS edited ON edited.organization_id = campaign.organization_id
         AND edited.code = coalesce(campaign.policy_pack, 'NONE')
       LEFT JOIN built_in ON built_in.code = coalesce(campaign.policy_pack, 'NONE')
       WHERE ${isAsked('campaign')}
     ),
     wanted_cap AS (
       SELECT campaign.organization_id, campaign.campaign_id, cap.*
       FROM wanted AS campaign CROSS JOIN LATERAL (${effectiveCapsSql("campaign.rules -> 'caps'")}) AS cap
     ),
     kept_cap AS (
       SELECT organization_id, campaign_id, rule_id, region, subject, scope, counts, call_limit, window_minutes,
         calendar_days, holds_from, holds_until
       FROM campaign_cap AS cap WHERE ${isAsked('cap')}
     ),
     wanted_consent AS (
       SELECT campaign.organization_id, campaign.campaign_id, rule.*
       FROM wanted AS campaign CROSS JOIN LATERAL (${effectiveConsentSql("campaign.rules -> 'consent'")}) AS rule
     ),
     kept_consent AS (
       SELECT organization_id, campaign_id, rule_id, kind, region, dial_methods, line_types, bases, exempt_from,
         holds_from, holds_until
       FROM campaign_consent AS rule WHERE ${isAsked('rule')}
     ),
     wrong AS (
       SELECT organization_id, campaign_id FROM wanted WHERE rules IS NULL OR registry_max_age_days
         <> coalesce((nullif(rules -> 'nationalRegistryMaxAgeDays', 'null'))::int, ${DEFAULT_REGISTRY_MAX_AGE_DAYS})
       UNION
       SELECT relied.organization_id, relied.campaign_id FROM campaign_registry AS relied JOIN wanted
         ON wanted.organization_id = relied.organization_id AND wanted.campaign_id = relied.campaign_id
       WHERE relied.max_age_days <> ${registryAgeSql('wanted.rules', 'relied.registry')}
       UNION
       SELECT campaign.organization_id, campaign.id FROM campaign
       WHERE ${isAsked('campaign')} AND campaign.relies_on_registry IS DISTINCT FROM (
         SELECT relied.registry FROM campaign_registry AS relied WHERE relied.organization_id = campaign.organization_id
           AND relied.campaign_id = campaign.id ORDER BY relied.place LIMIT 1)
       UNION
       SELECT organization_id, campaign_id FROM wanted
       WHERE (${consentFlags.map(([column]) => column).join(', ')})
         IS DISTINCT FROM (${consentFlags.map(([, value]) => value).join(', ')})
       UNION
       SELECT organization_id, campaign_id FROM (TABLE wanted_consent EXCEPT TABLE kept_consent) AS missing
       UNION
       SELECT organization_id, campaign_id FROM (TABLE kept_consent EXCEPT TABLE wanted_consent) AS surplus
       UNION
       SELECT organization_id, campaign_id FROM (TABLE wanted_cap EXCEPT TABLE kept_cap) AS missing
       UNION
       SELECT organization_id, campaign_id FROM (TABLE kept_cap EXCEPT TABLE wanted_cap) AS surplus
     )
     SELECT ${sampleOf({ organization: 'organization_id', campaign: 'campaign_id' })} FROM wrong`,
  },
]

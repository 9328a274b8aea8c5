-- A campaign relies on several do-not-call registries: a federal and a state one, TPS and CTPS.
CREATE TABLE campaign_registry (
  organization_id BIGINT NOT NULL,
  campaign_id BIGINT NOT NULL,
  registry TEXT NOT NULL,
  place INTEGER NOT NULL,
  region TEXT,
  max_age_days INTEGER NOT NULL,
  CONSTRAINT campaign_registry_pkey PRIMARY KEY (organization_id, campaign_id, registry),
  CONSTRAINT campaign_registry_campaign_fkey FOREIGN KEY (organization_id, campaign_id)
    REFERENCES campaign (organization_id, id) ON DELETE NO ACTION ON UPDATE NO ACTION,
  CONSTRAINT campaign_registry_registry_form CHECK (registry ~ '^[a-z][a-z0-9-]{0,39}$'),
  CONSTRAINT campaign_registry_place_range CHECK (place BETWEEN 1 AND 10),
  CONSTRAINT campaign_registry_region_form CHECK (region ~ '^[A-Z]{2}(-[A-Z0-9]{1,3})?$'),
  CONSTRAINT campaign_registry_age_range CHECK (max_age_days BETWEEN 1 AND 366)
);

-- campaign.relies_on_registry stays, as the first of them: a campaign of which it is null relies on none, and its claims look
-- no further.
INSERT INTO campaign_registry (organization_id, campaign_id, registry, place, max_age_days)
SELECT organization_id, id, relies_on_registry, 1, registry_max_age_days FROM campaign WHERE relies_on_registry IS NOT NULL;

SELECT audit_attach('campaign_registry', 'CAMPAIGN_REGISTRY', '{campaign_id,registry}');

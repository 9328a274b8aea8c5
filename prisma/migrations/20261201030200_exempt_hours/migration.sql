-- Who is exempt from the calling hours of the pack by a consent stands in lanes of its own, and is called by spans of its
-- own, which follow from the campaign's windows alone. Only campaigns whose pack exempts from hours have such spans.
ALTER TABLE campaign ADD COLUMN exempts_from_hours BOOLEAN NOT NULL DEFAULT false;
SELECT audit_attach('campaign', 'CAMPAIGN', '{id}');

ALTER TABLE calling_span ADD COLUMN is_exempt BOOLEAN NOT NULL DEFAULT false;
ALTER TABLE calling_span DROP CONSTRAINT calling_span_pkey,
  ADD CONSTRAINT calling_span_pkey
    PRIMARY KEY (organization_id, campaign_id, hours_version, region, time_zones, is_exempt, from_at);

ALTER TABLE queue_lane ADD COLUMN is_exempt BOOLEAN NOT NULL DEFAULT false;
DROP INDEX queue_lane_once_key;
CREATE UNIQUE INDEX queue_lane_once_key
  ON queue_lane (organization_id, campaign_id, region, time_zones, is_exempt, coalesce(list_id, 0), skills);

-- What a call record says of a call beside the outcome can be said by whoever places it: businesses or consumers by the
-- campaign; recording, calling number and prerecorded with the final report.
ALTER TABLE campaign ADD COLUMN calls_businesses BOOLEAN NOT NULL DEFAULT false;
ALTER TABLE call_record ADD CONSTRAINT call_record_recording_length CHECK (length(recording) <= 2000);

CREATE OR REPLACE FUNCTION complete_call_record() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  campaign_of record;
BEGIN
  SELECT campaign.seller, campaign.product, campaign.caller_id, campaign.script, campaign.calls_businesses,
    organization.record_retention_months
  INTO campaign_of
  FROM campaign JOIN organization ON organization.id = campaign.organization_id
  WHERE campaign.organization_id = NEW.organization_id AND campaign.id = NEW.campaign_id;
  NEW.seller := coalesce(NEW.seller, campaign_of.seller);
  NEW.product := coalesce(NEW.product, campaign_of.product);
  NEW.caller_id := coalesce(NEW.caller_id, campaign_of.caller_id);
  NEW.calling_number := coalesce(NEW.calling_number, NEW.caller_id);
  NEW.script := coalesce(NEW.script, campaign_of.script);
  -- Said of every call of the campaign; a record that says so itself keeps it.
  NEW.is_consumer := NEW.is_consumer AND NOT coalesce(campaign_of.calls_businesses, false);
  NEW.retain_until := NEW.started_at + make_interval(months => coalesce(campaign_of.record_retention_months, 60));
  RETURN NEW;
END $$;

SELECT audit_attach('campaign', 'CAMPAIGN', '{id}');

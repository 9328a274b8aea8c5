-- A suppression for a time that still stands when a call ends with "do not call me again" becomes one for good, as before;
-- but it stays the word of who had set it, so a correction of that outcome no longer takes it away with the outcome's own.
CREATE OR REPLACE FUNCTION suppress_called_number() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  instant timestamptz := CASE TG_OP WHEN 'INSERT' THEN NEW.completed_at ELSE now() END;
BEGIN
  INSERT INTO do_not_call AS standing
    (organization_id, phone, reason, source, requested_at, contact_id, entry_id)
  VALUES (NEW.organization_id, NEW.phone, 'asked in a call', 'outcome ' || NEW.outcome, NEW.completed_at,
    NEW.contact_id, NEW.entry_id)
  ON CONFLICT (organization_id, phone, coalesce(campaign_id, 0)) DO UPDATE SET
    reason = excluded.reason, source = excluded.source, requested_at = excluded.requested_at, expires_at = NULL,
    removed_reason = NULL, contact_id = excluded.contact_id,
    entry_id = CASE WHEN standing.expires_at > instant THEN standing.entry_id ELSE excluded.entry_id END
    WHERE standing.expires_at IS NOT NULL;
  PERFORM cancel_waiting_entries(NEW.organization_id, ARRAY(
    SELECT entry.id FROM dial_queue_entry AS entry
    WHERE entry.organization_id = NEW.organization_id AND entry.phone = NEW.phone AND entry.status IN ('QUEUED', 'RESERVED')
    UNION
    -- By way of the campaigns, because the index of live entries by contact begins with them.
    SELECT entry.id FROM campaign JOIN dial_queue_entry AS entry ON entry.organization_id = campaign.organization_id
      AND entry.campaign_id = campaign.id AND entry.contact_id = NEW.contact_id AND entry.status IN ('QUEUED', 'RESERVED')
    WHERE campaign.organization_id = NEW.organization_id), instant);
  RETURN NULL;
END $$;

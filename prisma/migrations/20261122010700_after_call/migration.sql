-- What a finished dial makes of the contact: why a callback was cancelled, the share of those kept on time, and the places
-- of a contact's further numbers.

ALTER TABLE "callback" ADD COLUMN "ended_reason" TEXT;
ALTER TABLE "callback"
  ADD CONSTRAINT "callback_ended_reason_length" CHECK (length("ended_reason") BETWEEN 1 AND 500),
  ADD CONSTRAINT "callback_ended_reason_cancelled" CHECK ("ended_reason" IS NULL OR "status" = 'CANCELLED');

-- The callbacks that a campaign kept today, however many it has kept in its life.
CREATE INDEX "callback_kept_idx" ON "callback" ("organization_id", "campaign_id", "dialed_at") WHERE "status" = 'KEPT';
-- The connection callbacks(…) of one contact's or campaign's past is paged by instant and id.
CREATE INDEX "callback_due_idx" ON "callback" ("organization_id", "due_at", "id");

-- The zones of further numbers are places too (20261122010100_places).
CREATE TRIGGER contact_number_places_insert AFTER INSERT ON contact_number
  REFERENCING NEW TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION note_places();
CREATE TRIGGER contact_number_places_update AFTER UPDATE OF region, time_zone ON contact_number FOR EACH ROW
  WHEN (NEW.time_zone IS NOT NULL AND (NEW.region, NEW.time_zone) IS DISTINCT FROM (OLD.region, OLD.time_zone))
  EXECUTE FUNCTION note_moved_place();
INSERT INTO place (region, time_zones) SELECT DISTINCT region, time_zone FROM contact_number WHERE time_zone IS NOT NULL
  ON CONFLICT (region, time_zones) DO NOTHING;

-- Who promised stands with the promise (20261122010000_rules moved it there).
ALTER TABLE "contact" DROP CONSTRAINT "contact_callback_agent_fkey", DROP COLUMN "callback_agent_id";

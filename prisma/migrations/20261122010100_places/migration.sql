-- Where contacts are, and when each of those places may be called (rule calling-hours of issue 3).
--
-- A place is a pair of region and zones. There are a few hundred of them in the world, whatever the number of contacts,
-- so the hours of a campaign are worked out once per place, in TypeScript with the IANA zones of the process, and kept
-- as spans that the statements of the queue read.

-- Where a contact is: ISO 3166 ('US', 'US-CA', 'GB'), '' when unknown. time_zone now holds one zone or several joined by
-- ',' in alphabetical order: a call must be legal in all of them.
ALTER TABLE "contact" ADD COLUMN "region" TEXT NOT NULL DEFAULT '',
  ADD CONSTRAINT contact_region_form CHECK (region ~ '^([A-Z]{2}(-[A-Z0-9]{1,3})?)?$');

-- The campaign's own weekly windows, the version of everything that its hours depend on, and the code of its policy pack.
ALTER TABLE "campaign" ADD COLUMN "hours" JSONB,
  ADD COLUMN "hours_version" INTEGER NOT NULL DEFAULT 1,
  ADD COLUMN "policy_pack" TEXT NOT NULL DEFAULT 'NONE',
  ADD CONSTRAINT campaign_hours_object CHECK (jsonb_typeof(hours) = 'object'),
  ADD CONSTRAINT campaign_hours_version_positive CHECK (hours_version >= 1);

-- CreateTable
CREATE TABLE "place" (
    "region" TEXT NOT NULL,
    "time_zones" TEXT NOT NULL,

    CONSTRAINT "place_pkey" PRIMARY KEY ("region","time_zones")
);

-- CreateTable
CREATE TABLE "calling_span" (
    "organization_id" BIGINT NOT NULL,
    "campaign_id" BIGINT NOT NULL,
    "hours_version" INTEGER NOT NULL,
    "region" TEXT NOT NULL,
    "time_zones" TEXT NOT NULL,
    "from_at" TIMESTAMPTZ(3) NOT NULL,
    "until_at" TIMESTAMPTZ(3) NOT NULL,
    "is_open" BOOLEAN NOT NULL,

    CONSTRAINT "calling_span_pkey" PRIMARY KEY ("organization_id","campaign_id","hours_version","region","time_zones","from_at")
);

ALTER TABLE calling_span ADD CONSTRAINT calling_span_has_length CHECK (until_at > from_at);

-- The places in use ---------------------------------------------------------------------------------------------------
-- A place is written before any of its contacts can be seen. Places that are there cost one look each; when one is new,
-- the writers of new places wait for each other, because two transactions that add the same two places one after the
-- other would otherwise end in a deadlock. Places are never removed: an unused one costs a few spans.
CREATE FUNCTION add_place(new_region text, new_time_zones text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('dialqueue.place', 0));
  INSERT INTO place (region, time_zones) VALUES (new_region, new_time_zones)
    ON CONFLICT (region, time_zones) DO NOTHING;
END $$;

-- The rows of one INSERT: one pass over a million of them, then one look per place.
CREATE FUNCTION note_places() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  seen record;
BEGIN
  FOR seen IN
    SELECT region, time_zone
    FROM (SELECT DISTINCT region, time_zone FROM changed_rows WHERE time_zone IS NOT NULL OFFSET 0) AS pair
    WHERE NOT EXISTS (SELECT FROM place WHERE place.region = pair.region AND place.time_zones = pair.time_zone)
  LOOP
    PERFORM add_place(seen.region, seen.time_zone);
  END LOOP;
  RETURN NULL;
END $$;
CREATE TRIGGER contact_places_insert AFTER INSERT ON contact
  REFERENCING NEW TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION note_places();

-- By row, because only so can a trigger name its columns: outcomes update a contact all day and never its place, and then
-- this costs nothing at all. An import that updates contacts pays for those that moved.
CREATE FUNCTION note_moved_place() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM place WHERE region = NEW.region AND time_zones = NEW.time_zone) THEN
    PERFORM add_place(NEW.region, NEW.time_zone);
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER contact_places_update AFTER UPDATE OF region, time_zone ON contact FOR EACH ROW
  WHEN (NEW.time_zone IS NOT NULL AND (NEW.region, NEW.time_zone) IS DISTINCT FROM (OLD.region, OLD.time_zone))
  EXECUTE FUNCTION note_moved_place();

INSERT INTO place (region, time_zones) SELECT DISTINCT region, time_zone FROM contact WHERE time_zone IS NOT NULL;

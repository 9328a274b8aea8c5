-- An outcome may say that the person refused: such contacts get no fresh pass of their list, and caps may count refusals.
ALTER TABLE "outcome" ADD COLUMN "is_refusal" BOOLEAN NOT NULL DEFAULT false;
UPDATE outcome SET is_refusal = true WHERE code = 'NOT_INTERESTED' AND category = 'CONTACT';
-- Only who was spoken to can refuse.
ALTER TABLE outcome ADD CONSTRAINT outcome_refusal_spoken
  CHECK (NOT is_refusal OR category IN ('CONTACT', 'CALLBACK', 'DO_NOT_CALL'));

-- What was said in a call stays said when the catalogue changes later: the call keeps it, as it keeps the category.
ALTER TABLE "call_record" ADD COLUMN "is_refusal" BOOLEAN NOT NULL DEFAULT false;
UPDATE call_record AS call SET is_refusal = true FROM outcome
WHERE outcome.organization_id = call.organization_id AND outcome.code = call.outcome AND outcome.is_refusal;

CREATE FUNCTION note_refusal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.is_refusal := coalesce((SELECT outcome.is_refusal FROM outcome
    WHERE outcome.organization_id = NEW.organization_id AND outcome.code = NEW.outcome), false);
  RETURN NEW;
END $$;
CREATE TRIGGER call_record_refusal_insert BEFORE INSERT ON call_record
  FOR EACH ROW EXECUTE FUNCTION note_refusal();
CREATE TRIGGER call_record_refusal_update BEFORE UPDATE OF outcome ON call_record
  FOR EACH ROW WHEN (NEW.outcome <> OLD.outcome) EXECUTE FUNCTION note_refusal();

SELECT audit_attach('outcome', 'OUTCOME', '{code}');

/**
 * The lists of sent mail and of drafts tell whom a message goes to (`recipients`); what was listed before is listed anew. What was known of
 * a letter's sending goes with its key.
 */
const MADE = `SELECT path FROM mail_folder WHERE special IN ('sent', 'drafts')`;

export const mailRecipients = `
ALTER TABLE mail_message ADD COLUMN recipients TEXT NOT NULL DEFAULT '';
DELETE FROM search WHERE system = 'mail' AND id IN (SELECT id FROM mail_message WHERE folder IN (${MADE}));
DELETE FROM mail_message WHERE folder IN (${MADE});
UPDATE mail_folder SET uid_next = 0, modseq = NULL, synced_at = NULL WHERE path IN (${MADE});
CREATE TRIGGER outbox_mail_submission_renamed AFTER UPDATE OF id ON outbox WHEN NEW.id <> OLD.id BEGIN
  DELETE FROM mail_submission WHERE key = OLD.id;
END;
`;

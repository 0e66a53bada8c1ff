/** Attachments' names are in the search: `names_indexed` is 0 of what was put into it before, which is read anew. */
export const mailAttachmentNames = `
ALTER TABLE mail_message ADD COLUMN names_indexed INTEGER NOT NULL DEFAULT 0;
CREATE INDEX mail_message_names ON mail_message (at DESC) WHERE names_indexed = 0 AND attachments > 0;
`;

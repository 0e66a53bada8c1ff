/**
 * What was put into the search before is read anew by `search_behind` (0015), attachments' names with it. The column `names_indexed` stays
 * unused: to drop it would write every message's bytes again.
 */
export const mailNames = `
DROP INDEX mail_message_names;
`;

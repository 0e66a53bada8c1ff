/** User and password of an Authorization header (RFC 7617); undefined when it is not of that form. */
export const basicCredentials = (header: string | undefined): { readonly user: string; readonly password: string } | undefined => {
  const encoded = /^Basic ([A-Za-z0-9+/]{1,200}={0,2})$/i.exec(header ?? '')?.[1];
  if (encoded === undefined) return undefined;
  const text = Buffer.from(encoded, 'base64').toString('utf8');
  const colon = text.indexOf(':');
  return colon < 0 ? undefined : { user: text.slice(0, colon), password: text.slice(colon + 1) };
};

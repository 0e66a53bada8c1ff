/** As wide as a screen of mail has been: RFC 3676 §4.2 asks for 78 letters at most. */
const WIDTH = 76;

/**
 * Text in lines that flow (RFC 3676): a paragraph is cut where a blank is, which stays at the end of the line, and joined again by whoever
 * reads it. What was quoted ("> …") is cut as quoted text. Line ends are CRLF.
 */
export const flowed = (text: string): string => text.split('\n').flatMap(flowedLine).join('\r\n').concat('\r\n');

const flowedLine = (line: string): readonly string[] => {
  const quote = /^(?:> ?)+/.exec(line)?.[0] ?? '';
  const depth = quote.replace(/ /g, '');
  const prefix = depth === '' ? '' : `${depth} `;
  // A blank at the end says that the line goes on; only a signature's dashes keep theirs.
  let rest = line === '-- ' ? line : line.slice(quote.length).trimEnd();
  const lines: string[] = [];
  while (rest.length > WIDTH && rest !== '-- ') {
    const at = rest.lastIndexOf(' ', WIDTH);
    const cut = at > 0 ? at : rest.indexOf(' ', WIDTH);
    if (cut < 0) break;
    lines.push(rest.slice(0, cut + 1));
    rest = rest.slice(cut + 1);
  }
  return [...lines, rest].map((part) => (prefix === '' ? stuffed(part) : `${prefix}${part}`));
};

/** What begins with a blank, a quotation mark or "From " gets one more blank, which the reader's program takes off again. */
const stuffed = (line: string): string => (/^(?: |>|From )/.test(line) ? ` ${line}` : line);

/**
 * The names of tests that failed, by the report of who ran them; the last lines of a long run say them again, for they stand far above.
 * A report that is not there, or has another shape, names none.
 */

export interface RoomsReport {
  readonly testResults?: readonly {
    readonly name: string;
    readonly status: string;
    readonly message?: string;
    readonly assertionResults: readonly {
      readonly status: string;
      readonly fullName: string;
      readonly failureMessages?: readonly string[];
    }[];
  }[];
}

/** Of Vitest's JSON: the file, the test, and the first line of what went wrong; a file that could not be loaded is named alone. */
export const failedInRooms = ({ testResults = [] }: RoomsReport, root: string): readonly string[] =>
  testResults.flatMap(({ name, status, message, assertionResults }) => {
    const file = name.startsWith(root) ? name.slice(root.length + 1) : name;
    const failed = assertionResults.filter((one) => one.status === 'failed');
    if (failed.length === 0) return status === 'failed' ? [line(file, message)] : [];
    return failed.map(({ fullName, failureMessages }) => line(`${file} › ${fullName}`, failureMessages?.[0]));
  });

export interface StoriesSuite {
  readonly suites?: readonly StoriesSuite[];
  readonly specs?: readonly { readonly title: string; readonly file: string; readonly ok: boolean }[];
}

/** Of Playwright's JSON. */
export const failedStories = ({ suites = [] }: StoriesSuite): readonly string[] =>
  suites.flatMap((suite) => [
    ...(suite.specs ?? []).filter(({ ok }) => !ok).map(({ file, title }) => line(`${file} › ${title}`)),
    ...failedStories(suite),
  ]);

/** Of a report in JUnit's form. */
export const failedInJUnit = (xml: string): readonly string[] =>
  [...xml.matchAll(/<testcase\b([^>]*[^/])>\s*<failure/g)].map(([, attributes = '']) => {
    const [file, name] = ['file', 'name'].map((one) => new RegExp(`\\b${one}="([^"]*)"`).exec(attributes)?.[1] ?? '');
    return line([file, name].filter((part) => part !== '').join(' › '));
  });

const line = (test: string, message = ''): string => {
  const [first = ''] = stripColours(message).split('\n');
  return first === '' ? `✗ ${test}` : `✗ ${test}: ${first}`;
};

// biome-ignore lint/suspicious/noControlCharactersInRegex: a terminal's colours begin with one
const stripColours = (text: string): string => text.replace(/\u001b\[[0-9;]*m/g, '');
